package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import gymscope.ui.controls.tokens.TokenShape.Direction;
import gymscope.ui.controls.tokens.TokenShape.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;

/** Shapes tokens in a font, each distinct text once. UI thread only. */
final class TokenShapes {

    static final double BOX_PADDING = 3;
    private static final int CJK = 0x2E80;

    private final FontMeasure measure;
    private final SegmentCutter cutter;
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
        this.measure = new FontMeasure(font);
        this.cutter = new SegmentCutter(font, measure, glyphsChanged);
        this.space = new TokenShape.Line(List.of(cutter.segment(" ", Look.LETTERS)), measure.advance(), true, true, false,
                Direction.NEUTRAL);
    }

    FontMeasure measure() {
        return measure;
    }

    /** The token's shape. */
    TokenShape of(TraceToken token) {
        TokenShape known = token.bytes() == null ? null : texts.get(token.text());
        if (known != null && !TokenText.mayBePart(token)) {
            return known;
        }
        String boxed = TokenText.boxed(token);
        return boxed != null ? boxes.computeIfAbsent(boxed, this::box) : texts.computeIfAbsent(token.text(), this::shape);
    }

    private TokenShape box(String text) {
        TokenShape.Segment segment = cutter.segment(text, Look.BOXED);
        return new TokenShape(List.of(new TokenShape.Line(List.of(segment), segment.width(), true, true, false,
                Direction.LEFT_TO_RIGHT)), false);
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
        List<TokenShape.Segment> segments = cutter.cut(text);
        double width = segments.stream().mapToDouble(TokenShape.Segment::width).sum();
        int first = text.isEmpty() ? ' ' : text.codePointAt(0);
        int last = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
        return new TokenShape.Line(segments, width, Character.isWhitespace(first) || first >= CJK,
                Character.isWhitespace(last) || last >= CJK,
                text.length() > 1 && text.charAt(0) == ' ' && !Character.isWhitespace(text.charAt(1)), direction(text));
    }

    private static Direction direction(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (Character.isLetter(character)) {
                return Scripts.isRightToLeft(character) ? Direction.RIGHT_TO_LEFT : Direction.LEFT_TO_RIGHT;
            }
            at += Character.charCount(character);
        }
        return Direction.NEUTRAL;
    }

    /** One space. */
    TokenShape.Line space() {
        return space;
    }

    /** The line without the space that it begins with. */
    TokenShape.Line withoutSpace(TokenShape.Line line) {
        return spaceless.computeIfAbsent(line, full -> {
            List<TokenShape.Segment> segments = new ArrayList<>(full.segments());
            TokenShape.Segment first = segments.removeFirst();
            if (first.text().length() > 1) {
                segments.addFirst(cutter.segment(first.text().substring(1), first.look()));
            }
            return new TokenShape.Line(List.copyOf(segments), full.width() - measure.advance(), true, full.endsWord(), false,
                    full.direction());
        });
    }

    /** Cuts a line that is wider than a row into parts that fit. */
    List<TokenShape.Line> cut(TokenShape.Line line, double width) {
        List<TokenShape.Line> parts = new ArrayList<>();
        for (TokenShape.Segment segment : line.segments()) {
            int start = 0;
            double wide = segment.boxed() ? 2 * BOX_PADDING : 0;
            int at = 0;
            while (at < segment.text().length()) {
                int character = segment.text().codePointAt(at);
                double letter = measure.width(character);
                if (at > start && wide + letter > width) {
                    parts.add(part(segment.text().substring(start, at), segment.look(), line.direction()));
                    start = at;
                    wide = segment.boxed() ? 2 * BOX_PADDING : 0;
                }
                wide += letter;
                at += Character.charCount(character);
            }
            parts.add(part(segment.text().substring(start), segment.look(), line.direction()));
        }
        return parts;
    }

    private TokenShape.Line part(String text, Look look, Direction direction) {
        TokenShape.Segment segment = cutter.segment(text, look);
        return new TokenShape.Line(List.of(segment), segment.width(), true, true, false, direction);
    }
}
