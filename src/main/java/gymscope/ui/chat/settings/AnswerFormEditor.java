package gymscope.ui.chat.settings;

import gymscope.ui.chat.endpoint.CurrentOffers;
import gymscope.ui.chat.settings.AnswerForm.Kind;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The form that the answer must have: which kind, and what is written for it. */
public final class AnswerFormEditor extends VBox {

    private final AnswerForm form;
    private final SegmentedToggle<Kind> kinds;
    private final CodeView code;
    private final Label sent = Words.label("", "code", "muted");
    private final Label problem = Words.label("", "field-problem");
    private boolean filling;

    public AnswerFormEditor(AnswerForm form, CurrentOffers offers) {
        this.form = form;
        getStyleClass().add("drawer-part");
        kinds = new SegmentedToggle<>(List.of(Kind.values()), Kind::words, form.kindProperty().get());
        kinds.valueProperty().bindBidirectional(form.kindProperty());
        code = CodeView.editor("", this::typed);
        code.getStyleClass().add("form-code");
        code.area().setAccessibleText("The schema, choices, regex or grammar");
        HBox row = new HBox(kinds, sent);
        row.getStyleClass().add("drawer-foot");
        OfferNotes notes = new OfferNotes(offers,
                Stream.of(Kind.values()).map(Kind::capability).filter(Objects::nonNull).toList());
        getChildren().addAll(row, code, problem, notes);
        offers.offersProperty().subscribe(now -> kinds.disable(kind -> kind.isRefused(now)));
        form.kindProperty().subscribe(this::fill);
        form.onChange(this::judge);
        judge();
    }

    @Override
    public void requestFocus() {
        kinds.requestFocus();
    }

    private void typed(String text) {
        if (!filling) {
            form.text(form.kindProperty().get()).set(text);
        }
    }

    private void fill(Kind kind) {
        filling = true;
        code.showText(form.text(kind).get());
        filling = false;
        Fields.show(code, kind.hasText());
    }

    private void judge() {
        Fault wrong = form.problem();
        problem.setText(wrong == null ? "" : wrong.sentence() + " " + wrong.hint());
        Fields.show(problem, wrong != null);
        sent.setText(switch (form.kindProperty().get()) {
            case FREE -> "nothing is sent";
            case JSON_OBJECT -> "response_format: json_object";
            case JSON_SCHEMA -> "response_format: json_schema";
            case CHOICE -> "structured_outputs: choice, one a line (vLLM)";
            case REGEX -> "structured_outputs: regex (vLLM)";
            case GRAMMAR -> "structured_outputs: grammar (vLLM)";
        });
    }
}
