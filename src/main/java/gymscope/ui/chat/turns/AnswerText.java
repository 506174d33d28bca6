package gymscope.ui.chat.turns;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.TokenSurface;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What the model said, plain or as tokens in the colours of their probability. */
public final class AnswerText extends StackPane {

    /** How the texts of a conversation are shown. */
    public enum Mode {
        /** Text only. */
        PLAIN("Plain"),
        /** Token by token. */
        TOKENS("Token colours");

        private final String words;

        Mode(String words) {
            this.words = words;
        }

        /** The choice's words. */
        public String words() {
            return words;
        }
    }

    private final ReadOnlyObjectProperty<Mode> mode;
    private final Label plain = Words.paragraph("", "chat-text");
    private @Nullable TokenSurface surface;
    private List<TraceToken> onSurface = List.of();
    private String text = "";
    private List<TraceToken> tokens = List.of();
    private boolean streaming;
    private @Nullable Chooser chooser;

    /** Takes the choice of another token. */
    public interface Chooser {

        /**
         * Another token was chosen.
         *
         * @param position of the token in the answer's whole trace
         */
        void choose(int position, Alternative chosen);
    }

    public AnswerText(ReadOnlyObjectProperty<Mode> mode) {
        this.mode = mode;
        getStyleClass().add("answer-text");
        mode.subscribe(this::update);
    }

    /**
     * Shows a text.
     *
     * @param newTokens its tokens, of which there may be none
     * @param more whether more is on its way
     */
    public void show(String newText, List<TraceToken> newTokens, boolean more) {
        text = newText;
        tokens = newTokens;
        streaming = more;
        update();
    }

    /** What happens when another token is chosen to go on from; null offers no choice. */
    public void setOnChoose(@Nullable Chooser newChooser) {
        chooser = newChooser;
        if (surface != null) {
            offerChoice(surface);
        }
    }

    private void offerChoice(TokenSurface shown) {
        Chooser taker = chooser;
        shown.setOnContinue(taker == null
                ? null
                : (token, alternative) -> taker.choose(tokens.get(token.position()).position(), alternative));
    }

    private void update() {
        boolean nothingYet = streaming && text.isEmpty();
        if (mode.get() == Mode.TOKENS && (nothingYet || !tokens.isEmpty())) {
            TokenSurface shown = surface();
            showTokens(shown);
            shown.streamingProperty().set(streaming);
            put(shown);
        } else {
            plain.setText(text);
            put(plain);
        }
    }

    /**
     * Tokens are numbered as they stand here. While they come in only the new ones are looked at; the whole answer is
     * compared with what is shown.
     */
    private void showTokens(TokenSurface shown) {
        int known = onSurface.size();
        boolean grows = streaming && known <= tokens.size()
                && (known == 0 || tokens.get(known - 1).equals(onSurface.getLast()));
        List<TraceToken> numbered = new ArrayList<>();
        for (int i = grows ? known : 0; i < tokens.size(); i++) {
            numbered.add(tokens.get(i).at(i));
        }
        if (grows) {
            shown.append(numbered);
        } else {
            shown.setTrace(new TokenTrace(numbered));
        }
        onSurface = tokens;
    }

    private TokenSurface surface() {
        if (surface == null) {
            surface = new TokenSurface(TokenSurface.Size.CHAT);
            offerChoice(surface);
        }
        return surface;
    }

    private void put(Node node) {
        if (!getChildren().contains(node)) {
            getChildren().setAll(node);
        }
    }
}
