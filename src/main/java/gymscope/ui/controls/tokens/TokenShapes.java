package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.text.Font;

/** Shapes tokens in a font, each distinct text once. UI thread only. */
final class TokenShapes {

    private static final GlyphProbe GLYPHS = new GlyphProbe();
    private static final double BOX_PADDING = 3;
    private static final int CJK = 0x2E80;

    private final Font font;
    private final FontMeasure measure;
    private final Runnable glyphsChanged;
    private final Map<String, TokenShape> texts = new HashMap<>();
    private final Map<String, TokenShape> boxes = new HashMap<>();
    private final Map<TokenShape.Line, TokenShape.Line> spaceless = new HashMap<>();
    private final TokenShape.Line space;

    /**
     * Shapes for a font.
     *
     * @param glyphsChanged called when a character turns out to have no glyph; shapes are to be made anew then
     */
    TokenShapes(Font font, Runnable glyphsChanged) {
        this.font = font;
        this.measure = new FontMeasure(font);
        this.glyphsChanged = glyphsChanged;
        this.space = new TokenShape.Line(List.of(plain(" ")), measure.advance(), true, true, false);
    }

    FontMeasure measure() {
        return measure;
    }

    /** The token's shape. */
    TokenShape of(TraceToken token) {
        String boxed = TokenText.boxed(token);
        return boxed != null ? boxes.computeIfAbsent(boxed, this::box) : texts.computeIfAbsent(token.text(), this::shape);
    }

    private TokenShape box(String text) {
        TokenShape.Segment segment = boxedSegment(text);
        return new TokenShape(List.of(new TokenShape.Line(List.of(segment), segment.width(), true, true, false)), false);
    }

    private TokenShape shape(String text) {
        List<TokenShape.Line> lines = new ArrayList<>();
        String signs = TokenText.signs(text);
        int start = 0;
        for (int i = 0; i < signs.length(); i++) {
            boolean lastNewline = signs.charAt(i) == '\n' && (i + 1 == signs.length() || signs.charAt(i + 1) != '\n');
            if (lastNewline) {
                lines.add(line(signs.substring(start, i + 1).replace('\n', '↵')));
                start = i + 1;
            }
        }
        boolean endsLine = start == signs.length() && !lines.isEmpty();
        if (!endsLine) {
            lines.add(line(signs.substring(start)));
        }
        return new TokenShape(List.copyOf(lines), endsLine);
    }

    private TokenShape.Line line(String text) {
        List<TokenShape.Segment> segments = segments(text);
        double width = segments.stream().mapToDouble(TokenShape.Segment::width).sum();
        int first = text.isEmpty() ? ' ' : text.codePointAt(0);
        int last = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
        return new TokenShape.Line(segments, width, Character.isWhitespace(first) || first >= CJK,
                Character.isWhitespace(last) || last >= CJK,
                text.length() > 1 && text.charAt(0) == ' ' && !Character.isWhitespace(text.charAt(1)));
    }

    private List<TokenShape.Segment> segments(String text) {
        List<TokenShape.Segment> segments = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (!GLYPHS.has(character, font, glyphsChanged)) {
                if (at > start) {
                    segments.add(plain(text.substring(start, at)));
                }
                segments.add(boxedSegment(String.format(Locale.ROOT, "%04X", character)));
                start = next;
            }
            at = next;
        }
        if (start < text.length() || segments.isEmpty()) {
            segments.add(plain(text.substring(start)));
        }
        return List.copyOf(segments);
    }

    private TokenShape.Segment plain(String text) {
        return new TokenShape.Segment(text, false, measure.width(text));
    }

    private TokenShape.Segment boxedSegment(String text) {
        return new TokenShape.Segment(text, true, measure.width(text) + 2 * BOX_PADDING);
    }

    /** One space. */
    TokenShape.Line space() {
        return space;
    }

    /** The line without the space that it begins with. */
    TokenShape.Line withoutSpace(TokenShape.Line line) {
        return spaceless.computeIfAbsent(line, full -> {
            List<TokenShape.Segment> segments = new ArrayList<>(full.segments());
            TokenShape.Segment first = plain(segments.getFirst().text().substring(1));
            segments.set(0, first);
            return new TokenShape.Line(List.copyOf(segments), full.width() - measure.advance(), true, full.endsWord(), false);
        });
    }

    /** Cuts a line that is wider than a row into parts that fit. */
    List<TokenShape.Line> cut(TokenShape.Line line, double width) {
        int letters = Math.max(1, (int) (width / measure.advance()));
        List<TokenShape.Line> parts = new ArrayList<>();
        for (TokenShape.Segment segment : line.segments()) {
            int at = 0;
            while (at < segment.text().length()) {
                int end = Math.min(segment.text().length(), at + letters);
                if (end < segment.text().length() && Character.isHighSurrogate(segment.text().charAt(end - 1))) {
                    end++;
                }
                String text = segment.text().substring(at, end);
                TokenShape.Segment part = segment.boxed() ? boxedSegment(text) : plain(text);
                parts.add(new TokenShape.Line(List.of(part), part.width(), true, true, false));
                at = end;
            }
        }
        return parts;
    }
}
