package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.EntropyBounds;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of a token: text, id, bytes, channel, position; how likely it was and what else could have stood there. */
final class TokenCard extends VBox {

    private static final int SHOWN = 10;
    private static final double BAR = 136;
    private static final int SHORT = 10;

    private List<Alternative> alternatives = List.of();
    private final VBox bars = new VBox();
    private final Label continueWords = Words.muted("");
    private int chosen = -1;

    TokenCard() {
        getStyleClass().addAll("popup-card", "token-card");
        bars.getStyleClass().add("card-bars");
    }

    /** Fills the card. */
    void show(TraceToken token, int total, boolean canContinue, @Nullable String note) {
        alternatives = token.alternatives().stream().limit(SHOWN).toList();
        chosen = -1;
        getChildren().setAll(head(token, total), figures(token));
        bars.getChildren().clear();
        double most = alternatives.stream().mapToDouble(Alternative::probability).max().orElse(1);
        Double rest = token.restMass();
        double scale = Math.max(most, rest == null ? 0 : rest);
        for (Alternative alternative : alternatives) {
            boolean itself = alternative.equals(token.itself());
            bars.getChildren().add(bar(words(alternative), alternative.probability(), scale, itself, false));
        }
        Double own = token.probability();
        if (token.itself() == null && own != null && !alternatives.isEmpty()) {
            bars.getChildren().add(bar(drawable(TokenText.inWords(token)), own, scale, true, false));
        }
        if (rest != null) {
            bars.getChildren().add(bar("rest", rest, scale, false, true));
        }
        if (!bars.getChildren().isEmpty()) {
            getChildren().add(bars);
        }
        String unsure = unsure(token);
        if (!unsure.isEmpty()) {
            getChildren().add(foot(Words.paragraph(unsure, "small", "muted")));
        }
        int missing = SegmentCutter.firstMissing(token.text());
        if (missing >= 0) {
            getChildren().add(foot(Words.paragraph(fontWanted(missing), "small", "muted")));
        }
        if (note != null) {
            getChildren().add(foot(Words.label(note, "code", "caption")));
        }
        if (canContinue && !alternatives.isEmpty()) {
            continueWords.setText("choose another to continue from");
            getChildren().add(foot(new KeyHint("Enter"), continueWords, Words.space(), new KeyHint("↑↓"), Words.muted("choose")));
        }
    }

    /** What is not known of a token or not sure, in words; empty when all is known. */
    static String unsure(TraceToken token) {
        if (token.logprob() == null) {
            return "No log probability was told.";
        }
        if (token.floored()) {
            return "The value is vLLM's floor of −9999: no probability, it takes no part in sums.";
        }
        if (token.alternatives().isEmpty()) {
            return "No alternatives were told: rank and entropy are not known.";
        }
        if (token.itself() == null) {
            return "The chosen token is not among the listed ones; the rank is at least %s."
                    .formatted(Figures.count(token.alternatives().size() + 1));
        }
        return token.bytes() == null && !token.isPlaceholder() ? "Its bytes were not told." : "";
    }

    /** Which font would show a character. */
    static String fontWanted(int character) {
        String font = switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> "Noto Sans CJK";
            case Character.UnicodeScript script when script != Character.UnicodeScript.COMMON
                    && script != Character.UnicodeScript.INHERITED && script != Character.UnicodeScript.UNKNOWN ->
                "a Noto font for " + name(script);
            default -> Character.isEmoji(character) ? "Noto Color Emoji" : "";
        };
        return font.isEmpty()
                ? "No font here has U+%04X.".formatted(character)
                : "No font here has U+%04X. Install %s to see it.".formatted(character, font);
    }

    private static String name(Character.UnicodeScript script) {
        String words = script.name().replace('_', ' ');
        return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static HBox foot(Node... parts) {
        HBox foot = new HBox(parts);
        foot.getStyleClass().add("card-foot");
        return foot;
    }

    /** Marks an alternative as the one to continue from. */
    void choose(int index) {
        chosen = Math.clamp(index, 0, Math.max(0, alternatives.size() - 1));
        for (int i = 0; i < bars.getChildren().size(); i++) {
            bars.getChildren().get(i).getStyleClass().remove("selected");
        }
        bars.getChildren().get(chosen).getStyleClass().add("selected");
        continueWords.setText("continue from “%s”".formatted(words(alternatives.get(chosen))));
    }

    int chosen() {
        return chosen;
    }

    @Nullable
    Alternative chosenAlternative() {
        return chosen < 0 || chosen >= alternatives.size() ? null : alternatives.get(chosen);
    }

    /** The same as words for a screen reader. */
    static String sentence(TraceToken token, int total) {
        String probability = token.probability() == null ? "" : ", probability " + decimal(token.probability(), 3);
        return "Token %d of %d, %s, %s%s".formatted(token.position() + 1, total, TokenText.inWords(token), words(token.channel()),
                probability);
    }

    private static HBox head(TraceToken token, int total) {
        String id = token.id() == null ? "" : "id " + token.id();
        String bytes = hasSeveralBytes(token) ? "" : TokenText.bytes(token);
        Label text = Words.label(drawable(TokenText.inWords(token)), "card-text");
        Label known = Words.label(id + (id.isEmpty() || bytes.isEmpty() ? "" : " · ") + bytes, "code", "muted");
        Label channel = Words.muted(words(token.channel()));
        Label place = Words.label("%s of %s".formatted(Figures.count(token.position() + 1), Figures.count(total)), "code",
                "muted");
        if (text.getText().length() <= SHORT) {
            text.setMinWidth(USE_PREF_SIZE);
        }
        channel.setMinWidth(USE_PREF_SIZE);
        place.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(text, known, Words.space(), channel, place);
        head.getStyleClass().add("card-head");
        return head;
    }

    /** Their hex has no room beside the text. */
    private static boolean hasSeveralBytes(TraceToken token) {
        return token.bytes() != null && token.bytes().size() > 1;
    }

    private static VBox figures(TraceToken token) {
        String rank = token.rank() == null ? Figures.UNKNOWN : (token.rankIsExact() ? "" : "≥ ") + token.rank();
        EntropyBounds bounds = EntropyBounds.of(token);
        String entropy = bounds == null
                ? Figures.UNKNOWN
                : bounds.isExact()
                        ? decimal(bounds.lower(), 2) + " bits"
                        : "%s–%s bits".formatted(decimal(bounds.lower(), 2), decimal(bounds.upper(), 2));
        String margin = decimal(token.margin(), 3);
        HBox figures = new HBox(figure("p", decimal(token.probability(), 3)), Words.space(),
                figure("log p", decimal(token.isScored() ? token.logprob() : null, 3)), Words.space(), figure("rank", rank),
                Words.space(), figure("margin", margin));
        HBox second = new HBox(figure("entropy", entropy), Words.space());
        if (hasSeveralBytes(token)) {
            second.getChildren().addAll(Words.label(TokenText.bytes(token), "code", "caption", "muted"));
        }
        figures.getStyleClass().add("card-figures");
        second.getStyleClass().add("card-figures");
        return new VBox(figures, second);
    }

    private static String decimal(@Nullable Double value, int places) {
        return value == null ? Figures.UNKNOWN : Figures.decimal(value, places);
    }

    private static Node figure(String name, String value) {
        return new HBox(Words.label(name + " ", "code", "caption", "muted"), Words.label(value, "code", "caption"));
    }

    private static HBox bar(String words, double probability, double scale, boolean itself, boolean rest) {
        Label name = Words.label(words, itself ? "code-strong" : "code", rest ? "muted" : "card-name");
        name.getStyleClass().add("bar-name");
        Region bar = new Region();
        bar.getStyleClass().addAll("bar", itself ? "bar-itself" : "bar-other");
        double width = Math.max(1, BAR * probability / Math.max(scale, Double.MIN_NORMAL));
        bar.setMinWidth(width);
        bar.setMaxWidth(width);
        HBox space = new HBox(bar);
        space.setAlignment(Pos.CENTER_LEFT);
        space.setMinWidth(BAR);
        space.setMaxWidth(BAR);
        Label value = Words.label(Figures.decimal(probability, 3), "code", "bar-value");
        HBox row = new HBox(name, space, value);
        row.getStyleClass().add("bar-row");
        return row;
    }

    private static String words(Alternative alternative) {
        return drawable(TokenText.inWords(alternative.text()));
    }

    /** Characters that would be left blank or shown as a box, emoji on Linux among them, by their code points. */
    private static String drawable(String text) {
        return text.codePoints().allMatch(SegmentCutter::isDrawn)
                ? text
                : text.codePoints().mapToObj(character -> SegmentCutter.isDrawn(character)
                        ? Character.toString(character)
                        : String.format(Locale.ROOT, "U+%04X ", character)).collect(Collectors.joining()).strip();
    }

    private static String words(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
