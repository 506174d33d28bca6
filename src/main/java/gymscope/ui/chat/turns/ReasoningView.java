package gymscope.ui.chat.turns;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.chat.conversation.Answer;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Words;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The thinking, folded to one line with its size and its beginning. */
public final class ReasoningView extends VBox {

    private static final int PREVIEW = 200;

    private final Button fold = new Button();
    private final Label size = Words.label("", "muted");
    private final Label preview = Words.label("", "small", "muted");
    private final HBox line = new HBox();
    private final AnswerText text;
    private boolean open;

    public ReasoningView(ReadOnlyObjectProperty<AnswerText.Mode> mode) {
        text = new AnswerText(mode);
        getStyleClass().add("reasoning");
        fold.getStyleClass().add("fold-button");
        fold.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        fold.setMaxWidth(Double.MAX_VALUE);
        fold.setOnAction(event -> {
            open = !open;
            showFold();
        });
        line.getStyleClass().add("fold-line");
        size.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(preview, Priority.ALWAYS);
        fold.setGraphic(line);
        getChildren().addAll(fold, text);
        showFold();
    }

    /**
     * Shows the thinking so far.
     *
     * @param more whether more of it is on its way
     */
    public void show(Answer answer, boolean more) {
        List<TraceToken> tokens = answer.tokens(Channel.REASONING);
        Duration took = answer.facts().reasoning();
        String much = tokens.isEmpty()
                ? Figures.count(answer.reasoning().length(), "character", "characters")
                : Figures.count(tokens.size(), "token", "tokens");
        size.setText(took == null || took.isZero() ? much : much + ", " + Figures.duration(took));
        String flat = answer.reasoning().strip().replaceAll("\\s+", " ");
        preview.setText(flat.length() > PREVIEW ? flat.substring(0, PREVIEW) : flat);
        text.show(answer.reasoning().strip(), tokens, more);
        fold.setAccessibleText((open ? "Fold reasoning, " : "Unfold reasoning, ") + size.getText());
    }

    /** What happens when another token is chosen to go on from; null offers no choice. */
    public void setOnChoose(AnswerText.@Nullable Chooser chooser) {
        text.setOnChoose(chooser);
    }

    private void showFold() {
        Icon chevron = Icon.small(open ? "mdi2c-chevron-down" : "mdi2c-chevron-right");
        line.getChildren().setAll(chevron, size);
        if (!open) {
            line.getChildren().add(preview);
        }
        text.setVisible(open);
        text.setManaged(open);
    }
}
