package gymscope.ui.chat;

import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The sampling parameters: a field for each standard one, and JSON for any other. */
final class SamplingForm extends VBox {

    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final SamplingModel sampling;
    private final FlowPane fields = new FlowPane();
    private final Label problem = Words.label("", "field-problem");

    SamplingForm(SamplingModel sampling) {
        this.sampling = sampling;
        getStyleClass().add("drawer-part");
        fields.getStyleClass().add("sampling-fields");
        for (SamplingParameter parameter : SamplingParameter.values()) {
            fields.getChildren().add(field(parameter));
        }
        SegmentedToggle<LogprobsChoice> logprobs = new SegmentedToggle<>(List.of(LogprobsChoice.values()),
                LogprobsChoice::words, sampling.logprobsProperty().get());
        logprobs.valueProperty().bindBidirectional(sampling.logprobsProperty());
        fields.getChildren().add(named("logprobs", logprobs));
        CodeView extra = CodeView.editor(sampling.extraProperty().get(), sampling.extraProperty()::set);
        extra.getStyleClass().add("sampling-extra");
        extra.area().setAccessibleText("Further members of the request as JSON");
        getChildren().addAll(fields, named("Further members as JSON, such as {\"min_p\": 0.1}", extra), problem);
        sampling.onChange(this::showProblem);
        showProblem();
    }

    @Override
    public void requestFocus() {
        fields.lookup(".text-field").requestFocus();
    }

    private Node field(SamplingParameter parameter) {
        TextField field = new TextField();
        field.getStyleClass().addAll("small-control", "code", "sampling-field");
        field.setPromptText("endpoint's own");
        field.setTooltip(new Tooltip("%s: %s; empty leaves it to the endpoint.".formatted(parameter.key(), parameter.domain())));
        field.setAccessibleText(parameter.key());
        field.textProperty().bindBidirectional(sampling.text(parameter));
        field.textProperty()
                .subscribe(text -> field.pseudoClassStateChanged(INVALID, sampling.problem(parameter) != null));
        return named(parameter.key(), field);
    }

    private void showProblem() {
        Fault first = sampling.extraProblem();
        for (SamplingParameter parameter : SamplingParameter.values()) {
            Fault wrong = sampling.problem(parameter);
            first = wrong == null ? first : wrong;
        }
        problem.setText(first == null ? "" : first.sentence() + " " + first.hint());
        problem.setVisible(first != null);
        problem.setManaged(first != null);
    }

    private static VBox named(String name, Node control) {
        Label label = Words.label(name, "small", "muted");
        label.setLabelFor(control);
        VBox box = new VBox(label, control);
        box.getStyleClass().add("named-field");
        return box;
    }
}
