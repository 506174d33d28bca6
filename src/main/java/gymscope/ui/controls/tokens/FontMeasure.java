package gymscope.ui.controls.tokens;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Widths of text in a monospaced font, measured once. UI thread only. */
final class FontMeasure {

    private static final int SAMPLE = 100;
    /** Up to here (Latin, Greek, Cyrillic) JetBrains Mono has one width for all, combining marks excepted. */
    private static final int SURE = 0x0530;

    private final Text node = new Text();
    private final double advance;
    private final double ascent;
    private final double height;

    FontMeasure(Font font) {
        node.setFont(font);
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

    /** The width of a text. */
    double width(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= SURE || (letter >= 0x300 && letter < 0x370)) {
                node.setText(text);
                return node.getLayoutBounds().getWidth();
            }
        }
        return text.length() * advance;
    }
}
