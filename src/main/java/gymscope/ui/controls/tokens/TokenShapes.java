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

    /** From the left edge of a box to its text; as much is left of the frame as right of it, where a gap follows. */
    static final double BOX_START = 3.5;
    /** What a box is wider than its text. */
    static final double BOX = 8;
    private static final int CJK = 0x2E80;

    private final FontMeasure measure;
    private final SegmentCutter cutter;
    private final Map<String, TokenShape> texts = new HashMap<>();
    private final Map<String, TokenShape> boxes = new HashMap<>();
    private final Map<TokenShape.Form, TokenShape.Line> forms = new HashMap<>();
    private final TokenShape.Line space;

    /**
     * Shapes for a font.
     *
     * @param glyphsChanged called when a character turns out to have no glyph; shapes are to be made anew then
     */
    TokenShapes(Font font, Runnable glyphsChanged) {
        this.measure = new FontMeasure(font);
        this.cutter = new SegmentCutter(font, measure, glyphsChanged);
        this.space = line(TokenShape.Form.of(" "));
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
        return new TokenShape(List.of(box(cutter.segment(text, Look.BOXED))), false);
    }

    private static TokenShape.Line box(TokenShape.Segment segment) {
        return new TokenShape.Line(null, List.of(segment), segment.width(), true, true, false, Direction.NEUTRAL, false);
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
        return line(TokenShape.Form.of(text));
    }

    private TokenShape.Line line(TokenShape.Form form) {
        String text = form.text();
        boolean backwards = false;
        Direction direction = Direction.NEUTRAL;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            Direction own = Scripts.direction(text.codePointAt(at));
            direction = direction == Direction.NEUTRAL ? own : direction;
            backwards |= own == Direction.RIGHT_TO_LEFT;
        }
        List<TokenShape.Segment> segments = backwards || form.rightToLeft() ? inRuns(form) : cutter.cut(text);
        double width = segments.stream().mapToDouble(TokenShape.Segment::width).sum();
        int first = text.isEmpty() ? ' ' : text.codePointAt(0);
        int last = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
        return new TokenShape.Line(form, segments, width, Character.isWhitespace(first) || first >= CJK,
                Character.isWhitespace(last) || last >= CJK,
                text.length() > 1 && text.charAt(0) == ' ' && !Character.isWhitespace(text.charAt(1)), direction, backwards);
    }

    /** The segments of a text with right-to-left parts from left to right. */
    private List<TokenShape.Segment> inRuns(TokenShape.Form form) {
        List<TokenShape.Segment> segments = new ArrayList<>();
        for (RowOrder.Run run : RowOrder.runs(form.text(), form.rightToLeft())) {
            List<TokenShape.Segment> own = new ArrayList<>(cutter.cut(form.text().substring(run.start(), run.end())));
            if (form.joinedBefore() && run.start() == 0) {
                own.addFirst(joined(own.removeFirst(), Joining.JOINER, ""));
            }
            if (form.joinedAfter() && run.end() == form.text().length()) {
                own.addLast(joined(own.removeLast(), "", Joining.JOINER));
            }
            segments.addAll(run.rightToLeft() ? own.reversed().stream().map(this::backwards).toList() : own);
        }
        return List.copyOf(segments);
    }

    private TokenShape.Segment joined(TokenShape.Segment segment, String before, String after) {
        return segment.look() == Look.WORD ? cutter.segment(before + segment.text() + after, Look.WORD) : segment;
    }

    private TokenShape.Segment backwards(TokenShape.Segment segment) {
        return segment.look() == Look.LETTERS ? cutter.segment(RowOrder.backwards(segment.text()), Look.LETTERS) : segment;
    }

    /** One space. */
    TokenShape.Line space() {
        return space;
    }

    /** The line without the space that it begins with. */
    TokenShape.Line withoutSpace(TokenShape.Line line) {
        return part(line, 1, line.text().length());
    }

    /** A part of a line. */
    TokenShape.Line part(TokenShape.Line line, int start, int end) {
        TokenShape.Form form = line.form();
        return form == null
                ? line
                : of(new TokenShape.Form(form.text().substring(start, end), form.rightToLeft(),
                        form.joinedBefore() && start == 0, form.joinedAfter() && end == form.text().length()));
    }

    /** The line in a stretch that runs in a direction. */
    TokenShape.Line directed(TokenShape.Line line, boolean rightToLeft) {
        TokenShape.Form form = line.form();
        return form == null || form.rightToLeft() == rightToLeft
                ? line
                : of(new TokenShape.Form(form.text(), rightToLeft, form.joinedBefore(), form.joinedAfter()));
    }

    /** The line with its first letter joined to the one before it. */
    TokenShape.Line joinedBefore(TokenShape.Line line) {
        TokenShape.Form form = line.form();
        return form == null ? line : of(new TokenShape.Form(form.text(), form.rightToLeft(), true, form.joinedAfter()));
    }

    /** The line with its last letter joined to the one after it. */
    TokenShape.Line joinedAfter(TokenShape.Line line) {
        TokenShape.Form form = line.form();
        return form == null ? line : of(new TokenShape.Form(form.text(), form.rightToLeft(), form.joinedBefore(), true));
    }

    private TokenShape.Line of(TokenShape.Form form) {
        return forms.computeIfAbsent(form, this::line);
    }

    /** Cuts a line that is wider than a row into parts that fit. */
    List<TokenShape.Line> cut(TokenShape.Line line, double width) {
        List<TokenShape.Line> parts = new ArrayList<>();
        TokenShape.Form form = line.form();
        for (TokenShape.Segment segment : form == null ? line.segments() : cutter.cut(form.text())) {
            int start = 0;
            double wide = segment.boxed() ? BOX : 0;
            int at = 0;
            while (at < segment.text().length()) {
                int character = segment.text().codePointAt(at);
                double letter = measure.width(character);
                if (at > start && wide + letter > width) {
                    parts.add(part(segment.text().substring(start, at), segment.look()));
                    start = at;
                    wide = segment.boxed() ? BOX : 0;
                }
                wide += letter;
                at += Character.charCount(character);
            }
            parts.add(part(segment.text().substring(start), segment.look()));
        }
        return parts;
    }

    private TokenShape.Line part(String text, Look look) {
        TokenShape.Line part = look == Look.BOXED ? box(cutter.segment(text, look)) : of(TokenShape.Form.of(text));
        return new TokenShape.Line(part.form(), part.segments(), part.width(), true, true, false, part.direction(),
                part.backwards());
    }
}
