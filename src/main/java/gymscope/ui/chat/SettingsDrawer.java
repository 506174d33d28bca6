package gymscope.ui.chat;

import gymscope.ui.chat.endpoint.CurrentOffers;
import gymscope.ui.chat.settings.AnswerFormEditor;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.chat.settings.PromptEditor;
import gymscope.ui.chat.settings.SamplingForm;
import gymscope.ui.chat.settings.SamplingParameter.Group;
import gymscope.ui.chat.settings.ToolsEditor;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import javafx.scene.layout.StackPane;

/** The settings of the next request: a button each that says what is set and opens its editor. */
final class SettingsDrawer extends StackPane {

    private final Drawer drawer = new Drawer();
    private final ChatSettings settings;
    private final CurrentOffers offers;
    private final ActionButton system;
    private final ActionButton tools;
    private final ActionButton sampling;
    private final ActionButton further;
    private final ActionButton form;

    SettingsDrawer(ChatModel model) {
        this.settings = model.settings();
        this.offers = model.offers();
        system = drawer.add("mdi2t-text-box-outline", () -> new PromptEditor(settings)).small();
        tools = drawer.add("mdi2w-wrench-outline",
                () -> new ToolsEditor(settings.tools(), settings.answering(), model.environments()::names, offers)).small();
        form = drawer.add("mdi2c-code-json", () -> new AnswerFormEditor(settings.form(), offers)).small();
        sampling = drawer.add("mdi2t-tune-variant", () -> new SamplingForm(settings.sampling(), Group.STANDARD)).small();
        further = drawer.add("mdi2t-tune", () -> new SamplingForm(settings.sampling(), Group.VLLM)).small();
        getChildren().add(drawer);
        settings.systemProperty().subscribe(this::describe);
        settings.tools().textProperty().subscribe(this::describe);
        settings.tools().choiceProperty().subscribe(this::describe);
        settings.answering().onChange(this::describe);
        settings.sampling().onChange(this::describe);
        settings.form().onChange(this::describe);
        offers.offersProperty().subscribe(now -> describe());
        sampling.getStyleClass().add("shrinking");
        further.getStyleClass().add("shrinking");
        describe();
        further.tip("vLLM's own parameters, and any other as JSON");
    }

    /** Closes the open editor; whether one was. */
    boolean close() {
        return drawer.close();
    }

    private void describe() {
        String prompt = settings.systemProperty().get().strip();
        system.setText(
                prompt.isEmpty() ? "No system prompt" : "System, " + Figures.count(prompt.length(), "character", "characters"));
        String choice = settings.tools().choiceProperty().get();
        String by = settings.answering().summary();
        String offered = settings.tools().summary();
        String unsent = ToolsModel.isRefused(choice, offers.now()) ? " (not sent)" : "";
        boolean some = !settings.tools().textProperty().get().isBlank();
        tools.setText(offered + (some && !choice.isEmpty() ? ", " + choice + unsent : "")
                + (some && !by.isEmpty() ? ", by " + by : ""));
        form.setText(settings.form().summary(offers.now()));
        sampling.setText(settings.sampling().summary());
        further.setText(settings.sampling().summaryOfFurther());
    }
}
