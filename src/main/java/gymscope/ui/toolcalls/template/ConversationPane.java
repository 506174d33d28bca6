package gymscope.ui.toolcalls.template;

import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What the template is given: messages, tools, further variables, the switch for the generation prompt, the clock. */
final class ConversationPane extends BorderPane {

    /** What is edited. */
    private enum Part {
        MESSAGES(Place.MESSAGES, "Messages"), TOOLS(Place.TOOLS, "Tools"), VARIABLES(Place.VARIABLES, "Variables");

        private final Place place;
        private final String words;

        Part(Place place, String words) {
            this.place = place;
            this.words = words;
        }
    }

    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final TemplateModel model;
    private final SegmentedToggle<Part> part;
    private final Label judgement = Words.label("", "small");
    private final LinkButton weather;
    private final CodeView messages;
    private final CodeView tools;
    private final CodeView variables;
    private final FlowPane taken = new FlowPane();
    private final TextField clock = new TextField();

    ConversationPane(TemplateModel model) {
        this.model = model;
        part = new SegmentedToggle<>(List.of(Part.values()), one -> words(model, one), Part.MESSAGES);
        getStyleClass().add("template-conversation");
        messages = editor("Messages as JSON", model.messagesProperty());
        tools = editor("Tools as JSON Schema", model.tools().textProperty());
        variables = editor("Further variables as JSON", model.variablesProperty());
        weather = new LinkButton("Insert the weather tool", () -> tools.showText(ToolsModel.SAMPLE));
        weather.setMinWidth(USE_PREF_SIZE);
        taken.getStyleClass().add("taken-variables");
        judgement.setMinWidth(0);
        part.setAccessibleText("What is edited");
        PaneHeader header = new PaneHeader("Given").about(part).actions(judgement, weather);
        header.getStyleClass().add("line-top");
        setTop(new VBox(header, switches()));
        part.valueProperty().subscribe(chosen -> fill());
        model.renderingProperty().subscribe(rendering -> judge());
        model.messagesProperty().subscribe(text -> part.refreshNames());
        model.tools().textProperty().subscribe(text -> part.refreshNames());
    }

    private HBox switches() {
        CheckBox generation = new CheckBox("add_generation_prompt");
        generation.getStyleClass().add("code");
        generation.setMnemonicParsing(false);
        generation.selectedProperty().bindBidirectional(model.addGenerationPromptProperty());
        clock.getStyleClass().addAll("small-control", "code", "template-clock");
        clock.setPromptText("now");
        clock.setAccessibleText("Clock");
        clock.setTooltip(new Tooltip("What strftime_now shows, such as 2026-01-02T03:04:05; the computer's clock when empty"));
        clock.textProperty().bindBidirectional(model.clockProperty());
        Label name = Words.muted("Clock");
        name.setLabelFor(clock);
        HBox bar = new HBox(generation, Words.space(), name, clock);
        bar.getStyleClass().add("sub-bar");
        return bar;
    }

    private static CodeView editor(String name, StringProperty text) {
        CodeView view = CodeView.editor(text.get(), text::set);
        view.getStyleClass().remove("code-frame");
        view.area().setAccessibleText(name);
        text.addListener((property, before, now) -> {
            if (!view.text().equals(now)) {
                view.showText(now);
            }
        });
        return view;
    }

    private void fill() {
        switch (part.getValue()) {
            case MESSAGES -> setCenter(messages);
            case TOOLS -> setCenter(tools);
            case VARIABLES -> setCenter(new BorderPane(variables, taken, null, null, null));
        }
        judge();
    }

    private void judge() {
        Rendering rendering = model.renderingProperty().get();
        Place wrong = rendering instanceof Rendering.Problem problem ? problem.place() : null;
        clock.pseudoClassStateChanged(INVALID, wrong == Place.CLOCK);
        boolean here = wrong == part.getValue().place;
        judgement.getStyleClass().removeAll("field-problem", "muted");
        judgement.getStyleClass().add(here ? "field-problem" : "muted");
        judgement.setText(here && rendering instanceof Rendering.Problem problem ? Fault.sentenceOf(problem.fault()) : "");
        boolean offer = part.getValue() == Part.TOOLS && model.tools().textProperty().get().isBlank();
        weather.setVisible(offer);
        weather.setManaged(offer);
        List<String> names = model.takenVariables();
        taken.getChildren()
                .setAll(Words.muted(names.isEmpty() ? "The template takes no further variables." : "The template takes"));
        for (String name : names) {
            LinkButton add = new LinkButton(name, () -> model.addVariable(name));
            add.getStyleClass().add("code");
            add.setTooltip(new Tooltip("Write it among the variables"));
            taken.getChildren().add(add);
        }
        part.refreshNames();
    }

    private static String words(TemplateModel model, Part one) {
        int count = switch (one) {
            case MESSAGES -> model.messageCount();
            case TOOLS -> model.tools().names().size();
            case VARIABLES -> 0;
        };
        return count == 0 ? one.words : one.words + " " + count;
    }
}
