package gymscope.ui.chat.settings;

import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.CurrentOffers;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How tools are used: {@code tool_choice}, {@code parallel_tool_calls}, and who answers the calls. */
final class ToolUseForm extends VBox {

    private static final String OWN = "endpoint's own";

    private final ToolsModel tools;
    private final ToolAnswering answering;
    private final CurrentOffers offers;
    private final ComboBox<String> choice = new ComboBox<>();
    private final Node fixed;
    private final Node environment;
    private final Node rounds;
    private final Label problem = Words.label("", "field-problem");

    ToolUseForm(ToolsModel tools, ToolAnswering answering, Supplier<List<String>> environments, CurrentOffers offers) {
        this.tools = tools;
        this.offers = offers;
        this.answering = answering;
        getStyleClass().add("drawer-part");
        SegmentedToggle<ToolAnswering.Mode> mode = new SegmentedToggle<>(List.of(ToolAnswering.Mode.values()),
                ToolAnswering.Mode::words, answering.modeProperty().get());
        mode.valueProperty().bindBidirectional(answering.modeProperty());
        fixed = Fields.named("Text of each answer", text(answering, "Text of each answer"));
        environment = Fields.named("Environment", environments(environments));
        TextField most = Fields.field(answering.roundsProperty(), "Rounds at most", "");
        most.getStyleClass().add("narrow-field");
        rounds = Fields.named("Rounds at most", most);
        FlowPane fields = new FlowPane(Fields.named("tool_choice", choices()),
                Fields.named("parallel_tool_calls", Fields.choice(List.of("true", "false"), tools.parallelProperty(), OWN,
                        "parallel_tool_calls")),
                Fields.named("Calls are answered by", mode), environment, fixed, rounds);
        fields.getStyleClass().add("sampling-fields");
        getChildren().addAll(fields, problem,
                new OfferNotes(offers, List.of(Capability.REQUIRED_TOOL, Capability.NAMED_TOOL)));
        tools.textProperty().subscribe(this::fillChoices);
        answering.onChange(this::show);
        tools.choiceProperty().subscribe(chosen -> choice.setValue(chosen.isEmpty() ? OWN : chosen));
        show();
    }

    private TextField text(ToolAnswering model, String name) {
        TextField field = Fields.field(model.fixedProperty(), name, "");
        field.getStyleClass().add("wide-field");
        return field;
    }

    private ComboBox<String> choices() {
        choice.getStyleClass().addAll("small-control", "code");
        choice.setAccessibleText("tool_choice");
        choice.setCellFactory(list -> new ChoiceCell());
        fillChoices();
        choice.valueProperty().subscribe(value -> {
            if (value != null) {
                tools.choiceProperty().set(value.equals(OWN) ? ToolsModel.CHOICE_OWN : value);
            }
        });
        return choice;
    }

    private void fillChoices() {
        String chosen = tools.choiceProperty().get();
        choice.getItems().setAll(OWN);
        choice.getItems().addAll(tools.choices());
        choice.setValue(chosen.isEmpty() ? OWN : chosen);
    }

    private ComboBox<String> environments(Supplier<List<String>> names) {
        ComboBox<String> box = new ComboBox<>();
        box.getStyleClass().addAll("small-control", "code");
        box.setAccessibleText("Environment that answers");
        box.getItems().setAll(names.get());
        box.setValue(answering.environmentProperty().get());
        box.setOnShowing(event -> box.getItems().setAll(names.get()));
        box.valueProperty().subscribe(value -> {
            if (value != null) {
                answering.environmentProperty().set(value);
            }
        });
        return box;
    }

    private void show() {
        ToolAnswering.Mode mode = answering.modeProperty().get();
        Fields.show(fixed, mode == ToolAnswering.Mode.FIXED);
        Fields.show(environment, mode == ToolAnswering.Mode.ENVIRONMENT);
        Fields.show(rounds, mode != ToolAnswering.Mode.BY_HAND);
        Fault wrong = Objects.requireNonNullElse(answering.problem(), new Fault("", ""));
        problem.setText((wrong.sentence() + " " + wrong.hint()).strip());
        Fields.show(problem, !problem.getText().isEmpty());
    }

    /** A choice that the endpoint is known not to offer can't be taken. */
    private final class ChoiceCell extends ListCell<String> {

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            boolean refused = item != null && !item.equals(OWN) && ToolsModel.isRefused(item, offers.now());
            setText(item == null ? "" : refused ? item + ", not offered" : item);
            setDisable(refused);
        }
    }
}
