package gymscope.ui.controls.tokens;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Lines over a surface that say what its colours cannot: what is highlighted, values that are missing, the prompt's tokens. */
final class TokenNotes extends VBox {

    private static final int IDS_SHOWN = 40;

    private final TokensModel model;
    private final HBox highlight;
    private final Label highlightWords = Words.label("", "small");
    private final Label joint = Words.label("", "code");
    private final Label missing = Words.paragraph("", "small", "muted");
    private final HBox prompt;
    private final Label promptWords = Words.muted("");
    private final Label promptIds = Words.label("", "code", "muted");

    TokenNotes(TokensModel model) {
        this.model = model;
        getStyleClass().add("token-notes");
        highlight = line(highlightWords, Words.muted("joint p"), joint, Words.space(),
                new IconButton("mdi2c-close", "Stop highlighting  Esc", model::clearHighlight).small());
        prompt = line(promptWords, promptIds, Words.space(),
                new IconButton("mdi2c-content-copy", "Copy the prompt's token ids", this::copyPrompt).small());
        promptWords.setMinWidth(USE_PREF_SIZE);
        joint.setMinWidth(USE_PREF_SIZE);
        model.highlightProperty().addListener((property, before, now) -> update());
        update();
    }

    void update() {
        Highlight shown = model.highlightProperty().get();
        if (shown != null) {
            highlightWords.setText("%s, token%s %s".formatted(shown.what(), shown.tokens() == 1 ? "" : "s", shown.positions()));
            joint.setText(shown.jointWords());
        }
        String gaps = missing(model.tally());
        missing.setText(gaps);
        List<Integer> ids = model.promptIds();
        if (!ids.isEmpty()) {
            promptWords.setText("Prompt " + Figures.count(ids.size(), "token", "tokens"));
            promptIds.setText(join(ids.subList(0, Math.min(IDS_SHOWN, ids.size()))) + (ids.size() > IDS_SHOWN ? " …" : ""));
        }
        show(highlight, shown != null);
        show(missing, !gaps.isEmpty());
        show(prompt, !ids.isEmpty());
    }

    private void show(Node line, boolean wanted) {
        if (wanted && !getChildren().contains(line)) {
            getChildren().add(line.equals(highlight) ? 0 : getChildren().size(), line);
        } else if (!wanted) {
            getChildren().remove(line);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    /** What is not known of some tokens, in words; empty when all is known. */
    static String missing(TokenTally tally) {
        StringBuilder words = new StringBuilder();
        if (tally.tokens() == 0) {
            return "";
        }
        if (tally.untold() == tally.tokens()) {
            return "No log probabilities were told: token ids and texts only.";
        }
        if (tally.floored() > 0) {
            words.append(Figures.count(tally.floored(), "token is", "tokens are"))
                    .append(" at vLLM's floor of \u22129999, which is no probability. ");
        }
        if (tally.untold() > 0) {
            words.append(Figures.count(tally.untold(), "token has", "tokens have")).append(" no value. ");
        }
        if (!words.isEmpty()) {
            words.append("Hatched; they take no part in sums. ");
        }
        if (tally.withoutAlternatives() == tally.tokens()) {
            words.append("Without alternatives (top_logprobs), rank and entropy are not known.");
        }
        return words.toString().strip();
    }

    private void copyPrompt() {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, join(model.promptIds())));
    }

    private static String join(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(parts);
        line.getStyleClass().add("token-note");
        return line;
    }
}
