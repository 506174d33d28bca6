package gymscope.ui.chat.settings;

import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** The system prompt, and the model's chat template for going on from a token by a text prompt. */
public final class PromptEditor extends VBox {

    private static final int ROWS = 4;

    private final TextArea system = new TextArea();

    public PromptEditor(ChatSettings settings) {
        getStyleClass().add("drawer-part");
        system.setPrefRowCount(ROWS);
        system.setWrapText(true);
        system.setPromptText("System prompt");
        system.setAccessibleText("System prompt");
        system.textProperty().bindBidirectional(settings.systemProperty());
        CodeView template = CodeView.editor(settings.templateProperty().get(), settings.templateProperty()::set);
        template.getStyleClass().add("sampling-extra");
        template.area().setAccessibleText("Chat template");
        Label problem = Words.label("", "field-problem");
        settings.templateProperty().subscribe(text -> {
            Fault wrong = settings.templateProblem();
            problem.setText(wrong == null ? "" : wrong.sentence() + " " + wrong.hint());
            Fields.show(problem, wrong != null);
        });
        getChildren().addAll(Fields.named("System prompt", system), Fields.named(
                "Chat template (Jinja), only to go on from a token by a text prompt; empty when not known", template), problem);
    }

    @Override
    public void requestFocus() {
        system.requestFocus();
    }
}
