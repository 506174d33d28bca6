package gymscope.ui.verify;

import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import java.time.Instant;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The verdict over all rows: a sentence, the counts, and one bar in verdict colours. */
final class VerdictHeader extends HBox {

    private final VerdictIcon icon = new VerdictIcon(VerdictIcon.Kind.RUNNING);
    private final Label sentence = Words.paragraph("", "title");
    private final Label detail = Words.paragraph("", "small", "muted");
    private final PartsBar bar = new PartsBar();

    VerdictHeader() {
        getStyleClass().add("verdict-header");
        icon.getStyleClass().add("icon-large");
        VBox words = new VBox(sentence, detail, bar);
        words.getStyleClass().add("verdict-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(icon, words);
    }

    void show(Verification verification) {
        icon.kindProperty().set(verification.kind());
        sentence.setText(verification.sentence());
        bar.setParts(verification.parts());
        tick(verification);
    }

    /** Writes the counts again, with the time so far. */
    void tick(Verification verification) {
        detail.setText(verification.detail(Instant.now()));
    }
}
