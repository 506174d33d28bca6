package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.Origin;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Words;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Over an answer that came about otherwise: how, what that can't guarantee, and why no better way was open. */
final class OriginNote extends HBox {

    private final VBox lines = new VBox();

    OriginNote() {
        lines.getStyleClass().add("origin-lines");
        getStyleClass().add("origin-note");
        HBox.setHgrow(lines, Priority.ALWAYS);
        getChildren().addAll(Icon.small("mdi2c-call-split"), lines);
    }

    void show(@Nullable Origin origin) {
        setVisible(origin != null);
        setManaged(origin != null);
        lines.getChildren().clear();
        if (origin == null) {
            return;
        }
        lines.getChildren().add(Words.paragraph(origin.what(), "small", "medium"));
        if (!origin.caveat().isEmpty()) {
            lines.getChildren().add(muted(origin.caveat()));
        }
        origin.passed().forEach(passed -> lines.getChildren().add(muted("Not open: " + passed)));
    }

    private static Label muted(String words) {
        return Words.paragraph(words, "small", "muted");
    }
}
