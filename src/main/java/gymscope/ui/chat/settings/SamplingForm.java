package gymscope.ui.chat.settings;

import gymscope.ui.chat.settings.SamplingParameter.Group;
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

/** A field for each parameter of a group; vLLM's group has JSON for any other member too. */
public final class SamplingForm extends VBox {

    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final String OWN = "endpoint's own";

    private final SamplingModel sampling;
    private final Group group;
    private final FlowPane fields = new FlowPane();
    private final Label problem = Words.label("", "field-problem");

    public SamplingForm(SamplingModel sampling, Group group) {
        this.sampling = sampling;
        this.group = group;
        getStyleClass().add("drawer-part");
        fields.getStyleClass().addAll("sampling-fields", group == Group.VLLM ? "wide-names" : "short-names");
        for (SamplingParameter parameter : SamplingParameter.values()) {
            if (parameter.group() == group) {
                fields.getChildren().add(Fields.named(parameter.key(), control(parameter)));
            }
        }
        getChildren().add(fields);
        if (group == Group.STANDARD) {
            SegmentedToggle<LogprobsChoice> logprobs = new SegmentedToggle<>(List.of(LogprobsChoice.values()),
                    LogprobsChoice::words, sampling.logprobsProperty().get());
            logprobs.valueProperty().bindBidirectional(sampling.logprobsProperty());
            fields.getChildren().add(Fields.named("logprobs", logprobs));
        } else {
            CodeView extra = CodeView.editor(sampling.extraProperty().get(), sampling.extraProperty()::set);
            extra.getStyleClass().add("sampling-extra");
            extra.area().setAccessibleText("Any other members of the request as JSON");
            getChildren().add(Fields.named("Any other members as JSON, such as {\"cache_salt\": \"a\"}", extra));
        }
        getChildren().add(problem);
        sampling.onChange(this::showProblem);
        showProblem();
    }

    @Override
    public void requestFocus() {
        fields.lookup(".text-field").requestFocus();
    }

    private Node control(SamplingParameter parameter) {
        if (!parameter.choices().isEmpty()) {
            return Fields.choice(parameter.choices(), sampling.text(parameter), OWN, parameter.key());
        }
        TextField field = Fields.field(sampling.text(parameter), parameter.key(), OWN);
        field.setTooltip(new Tooltip("%s: %s; empty leaves it to the endpoint.".formatted(parameter.key(), parameter.domain())));
        field.textProperty().subscribe(text -> field.pseudoClassStateChanged(INVALID, sampling.problem(parameter) != null));
        return field;
    }

    private void showProblem() {
        Fault first = group == Group.VLLM ? sampling.extraProblem() : null;
        for (SamplingParameter parameter : SamplingParameter.values()) {
            Fault wrong = parameter.group() == group ? sampling.problem(parameter) : null;
            first = wrong == null ? first : wrong;
        }
        problem.setText(first == null ? "" : first.sentence() + " " + first.hint());
        Fields.show(problem, first != null);
    }
}
