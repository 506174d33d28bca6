package gymscope.ui.controls.tokens;

import gymscope.ui.controls.emoji.EmojiFont;
import gymscope.ui.controls.tokens.TokenShape.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into what is drawn letter by letter, what is drawn as a whole, and characters that are shown by their code
 * point: those that no font has, and invisible ones that change how text is read.
 */
final class SegmentCutter {

    private static final GlyphProbe GLYPHS = new GlyphProbe();
    private static final @Nullable EmojiFont EMOJI = EmojiFont.installed();
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x21;
    private static final int JOINER = 0x200D;
    /** Inside a word it only keeps letters from joining, as two segments do. */
    private static final int NON_JOINER = 0x200C;
    /** The names of the control characters from 0 on (ISO 646). */
    private static final List<String> CONTROLS = List.of("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF",
            "VT", "FF", "CR", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS",
            "GS", "RS", "US");

    private final Font font;
    private final FontMeasure measure;
    private final Runnable glyphsChanged;

    SegmentCutter(Font font, FontMeasure measure, Runnable glyphsChanged) {
        this.font = font;
        this.measure = measure;
        this.glyphsChanged = glyphsChanged;
    }

    /** The segments of a text without line breaks, in order; one at least. */
    List<TokenShape.Segment> cut(String text) {
        if (isAscii(text)) {
            return List.of(segment(text, Look.LETTERS));
        }
        List<TokenShape.Segment> segments = new ArrayList<>();
        int start = 0;
        Look look = Look.LETTERS;
        boolean afterBox = false;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int emoji = EMOJI == null ? at : EMOJI.end(text, at);
            if (emoji > at) {
                GLYPHS.ask(character, font);
                add(segments, text, start, at, look);
                add(segments, text, at, emoji, Look.WORD);
                start = emoji;
                at = emoji;
                look = Look.LETTERS;
                afterBox = false;
                continue;
            }
            int next = at + Character.charCount(character);
            boolean joins = !Scripts.isPlain(character) && isMark(character);
            if (character == NON_JOINER && look == Look.WORD && at > start) {
                add(segments, text, start, at, look);
                start = next;
                at = next;
                continue;
            }
            boolean unbased = at == start && isVariation(character);
            boolean box = unbased || (afterBox && isMark(character)) || isBoxed(character, look, at > start);
            Look own = box ? Look.BOXED : Scripts.isPlain(character) ? Look.LETTERS : Look.WORD;
            if (own == Look.BOXED) {
                add(segments, text, start, at, look);
                segments.add(segment(name(character), Look.BOXED));
                start = next;
            } else if (own != look) {
                int from = joins && at > start ? text.offsetByCodePoints(at, -1) : at;
                add(segments, text, start, from, look);
                start = from;
            }
            afterBox = box;
            look = box ? Look.LETTERS : own;
            at = next;
        }
        add(segments, text, start, text.length(), look);
        return segments.isEmpty() ? List.of(segment("", Look.LETTERS)) : List.copyOf(segments);
    }

    /** A segment with its width. */
    TokenShape.Segment segment(String text, Look look) {
        double padding = look == Look.BOXED ? TokenShapes.BOX : 0;
        return new TokenShape.Segment(text, look, measure.width(text) + padding);
    }

    private void add(List<TokenShape.Segment> segments, String text, int from, int to, Look look) {
        if (to > from) {
            segments.add(segment(text.substring(from, to), look));
        }
    }

    private boolean isBoxed(int character, Look before, boolean goesOn) {
        if (Character.getType(character) == Character.FORMAT) {
            return !(character == JOINER && before == Look.WORD && goesOn);
        }
        boolean control = character >= CONTROL_PICTURES && character <= CONTROL_PICTURES + DELETE_PICTURE;
        return control || (character >= 0x7F && character < 0xA0) || !GLYPHS.has(character, font, glyphsChanged);
    }

    /** Whether a label shows the character, as far as is known: one that was never asked for counts as shown. */
    static boolean isDrawn(int character) {
        return GLYPHS.has(character);
    }

    /** The first character of a text that no installed font shows on a surface, −1 for none, as far as is known. */
    static int firstMissing(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int emoji = EMOJI == null ? at : EMOJI.end(text, at);
            if (emoji == at && !isDrawn(character)) {
                return character;
            }
            at = Math.max(emoji, at + Character.charCount(character));
        }
        return -1;
    }

    /** What stands in the box: a control character's name, else the code point. */
    private static String name(int character) {
        int control = character - CONTROL_PICTURES;
        return control >= 0 && control < CONTROLS.size()
                ? CONTROLS.get(control)
                : control == DELETE_PICTURE ? "DEL" : String.format(Locale.ROOT, "%04X", character);
    }

    /** Variation selectors, which show nothing by themselves. */
    private static boolean isVariation(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
