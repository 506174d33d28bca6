package gymscope.ui.toolcalls.template;

import gymscope.ui.Fx;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

/** The states that the Template mode is looked at in. */
public enum TemplateStates {
    SAMPLE {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.takeSample(TemplateSample.THINKING);
        }
    },
    TOOLS {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.takeSample(TemplateSample.Conversation.PENDING);
            model.addVariable("enable_thinking");
            press(scene, "Tools");
        }
    },
    VARIABLES {
        @Override
        void change(TemplateModel model, Scene scene) {
            press(scene, "Variables");
            model.takeSample(TemplateSample.CHATML);
        }
    },
    DEMO {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.takeSample(TemplateSample.Conversation.TOOL_CALL);
            model.takeSample(TemplateSample.DEMONSTRATION);
            press(scene, "Messages");
        }
    },
    REFUSAL {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.takeSample(TemplateSample.INST);
        }
    },
    ONE_LINE {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.takeSample(TemplateSample.Conversation.QUESTION);
        }
    },
    BROKEN {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.edit("""
                    {%- for message in messages %}
                        {{- '<|' + message.role + '|>' }}
                        {{- message.text | shout }}
                    {%- endfor %}
                    """);
        }
    },
    MESSAGES {
        @Override
        void change(TemplateModel model, Scene scene) {
            model.takeSample(TemplateSample.CHATML);
            model.messagesProperty().set("[{\"role\": \"user\", \"content\": ]");
        }
    };

    abstract void change(TemplateModel model, Scene scene);

    /** Brings the window there. */
    public void bring(TemplateModel model, Stage stage) {
        Rendering before = Fx.get(() -> model.renderingProperty().get());
        Fx.run(() -> change(model, stage.getScene()));
        Fx.until(name() + " is rendered", () -> !before.equals(model.renderingProperty().get()));
        Fx.until(name() + " is checked", () -> !model.checkingProperty().get());
        TemplateModelTest.settle(model);
    }

    private static void press(Scene scene, String words) {
        scene.getRoot().lookupAll(".toggle-button").stream().filter(ToggleButton.class::isInstance).map(ToggleButton.class::cast)
                .filter(button -> button.getText().startsWith(words)).forEach(ToggleButton::fire);
    }
}
