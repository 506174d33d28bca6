package gymscope.ui.chat;

import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** What the model said, plain or as tokens in the colours of their probability. */
final class AnswerText extends StackPane {

    /** How the texts of a conversation are shown. */
    enum Mode {
        PLAIN("Plain"), TOKENS("Token colours");

        private final String words;

        Mode(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final ReadOnlyObjectProperty<Mode> mode;
    private final Label plain = Words.paragraph("", "chat-text");
    private String text = "";
    private List<TraceToken> tokens = List.of();

    AnswerText(ReadOnlyObjectProperty<Mode> mode) {
        this.mode = mode;
        getStyleClass().add("answer-text");
        getChildren().add(plain);
        mode.subscribe(this::update);
    }

    /** Shows a text with its tokens, of which there may be none. */
    void show(String newText, List<TraceToken> newTokens) {
        text = newText;
        tokens = newTokens;
        update();
    }

    private void update() {
        plain.setText(text);
        plain.setVisible(mode.get() == Mode.PLAIN || tokens.isEmpty());
    }
}
