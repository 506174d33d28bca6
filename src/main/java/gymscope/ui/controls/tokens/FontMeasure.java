package gymscope.ui.controls.tokens;

import gymscope.ui.controls.emoji.EmojiFont;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Widths of text in a monospaced font, each measured once. UI thread only. */
final class FontMeasure {

    private static final int SAMPLE = 100;
    private static final String IDEOGRAPH = "中";
    private static final String SYLLABLE = "한";

    private static final @Nullable EmojiFont EMOJI = EmojiFont.installed();

    private final Text node = new Text();
    private final double size;
    private final double advance;
    private final double ascent;
    private final double height;
    private final Map<Integer, Double> letters = new HashMap<>();
    private final Map<String, Double> words = new HashMap<>();

    FontMeasure(Font font) {
        node.setFont(font);
        size = font.getSize();
        node.setText("0".repeat(SAMPLE));
        advance = node.getLayoutBounds().getWidth() / SAMPLE;
        ascent = node.getBaselineOffset();
        height = node.getLayoutBounds().getHeight();
    }

    /** The width of one letter. */
    double advance() {
        return advance;
    }

    /** From the top of a line of text to its baseline. */
    double ascent() {
        return ascent;
    }

    /** The height of a line of text without leading. */
    double height() {
        return height;
    }

    /** The width of a letter that stands by itself. */
    double width(int character) {
        return Scripts.isMonospaced(character) ? advance : letters.computeIfAbsent(representative(character), this::measure);
    }

    /** The width of a text, which is that of its letters unless they depend on each other. */
    double width(String text) {
        if (!Scripts.isPlain(text)) {
            return words.computeIfAbsent(text, this::word);
        }
        double width = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            width += width(character);
            at += Character.charCount(character);
        }
        return width;
    }

    /** Ideographs are of one width in any font, and so are Hangul's syllables. */
    private static int representative(int character) {
        boolean ideograph = (character >= 0x3400 && character <= 0x9FFF) || character >= 0x20000;
        return ideograph ? IDEOGRAPH.charAt(0) : character >= 0xAC00 && character <= 0xD7A3 ? SYLLABLE.charAt(0) : character;
    }

    private double word(String text) {
        double emoji = EMOJI == null ? 0 : EMOJI.advance(text, size);
        return emoji > 0 ? emoji : measure(text);
    }

    private double measure(int character) {
        return measure(Character.toString(character));
    }

    private double measure(String text) {
        node.setText(text);
        return node.getLayoutBounds().getWidth();
    }
}
