package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import org.jspecify.annotations.Nullable;

/** Paints pieces of tokens into pixels: the fill tells the quantity, the rule below the channel. Lengths in px times scale. */
final class TokenPainter {

    private static final double RULE = 2;
    private static final int DASH = 4;
    private static final int DASH_GAP = 3;
    private static final int DOT = 2;
    private static final int HATCH = 6;

    private final Raster raster;
    private final TokenInks inks;
    private final GlyphCache glyphs;
    private final FontMeasure measure;
    private final double scale;
    private final int lineHeight;
    private final int baseline;
    private final int edge;
    private boolean missedGlyph;

    /**
     * A painter for one picture.
     *
     * @param measure of the font in px
     * @param lineHeight in px
     * @param scale device pixels in a px
     */
    TokenPainter(Raster raster, TokenInks inks, GlyphCache glyphs, FontMeasure measure, double lineHeight, double scale) {
        this.raster = raster;
        this.inks = inks;
        this.glyphs = glyphs;
        this.measure = measure;
        this.scale = scale;
        this.lineHeight = device(lineHeight);
        this.baseline = device((lineHeight - RULE / 2 - measure.height()) / 2 + measure.ascent());
        this.edge = Math.max(1, device(1));
    }

    /** Whether a letter was left out because its picture is not there yet. */
    boolean missedGlyph() {
        return missedGlyph;
    }

    /** Clears rows, from the upper edge of the first to that of the last. */
    void clear(int top, int bottom) {
        raster.fill(0, top, raster.width(), bottom, 0);
    }

    /** Fills all with the page's colour. */
    void page(int bottom) {
        raster.fill(0, 0, raster.width(), bottom, inks.page);
    }

    /**
     * Paints a piece.
     *
     * @param step of the quantity's scale, −1 for unknown
     * @param hatched whether to say that the value is unknown
     * @param x in px
     * @param top in device px
     */
    void piece(TokenShape.Line line, Channel channel, int step, boolean hatched, double x, int top) {
        int left = device(x);
        int right = device(x + line.width()) - edge;
        if (inks.isFilled(step)) {
            raster.fill(left, top + edge, right, top + lineHeight - edge, inks.fill(step));
        } else if (hatched) {
            raster.hatch(left, top + edge, right, top + lineHeight - edge, device(HATCH), inks.hatch);
        }
        rule(channel, left, right, top);
        int colour = inks.textOn(step);
        double at = x;
        for (TokenShape.Segment segment : line.segments()) {
            segment(segment, at, top, colour);
            at += segment.width();
        }
    }

    private void segment(TokenShape.Segment segment, double x, int top, int colour) {
        switch (segment.look()) {
            case LETTERS -> letters(segment.text(), x, top, colour);
            case WORD -> put(glyphs.word(segment.text()), device(x), top, colour);
            case BOXED -> {
                raster.frame(device(x) + edge, top + 2 * edge, device(x + segment.width()) - 2 * edge,
                        top + lineHeight - 3 * edge,
                        edge, colour);
                letters(segment.text(), x + TokenShapes.BOX_START, top, colour);
            }
        }
    }

    private void letters(String text, double x, int top, int colour) {
        double at = x * scale;
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            if (character > ' ') {
                int quarters = (int) Math.floor(at * GlyphCache.QUARTERS + 0.5);
                put(glyphs.letter(character, Math.floorMod(quarters, GlyphCache.QUARTERS)),
                        Math.floorDiv(quarters, GlyphCache.QUARTERS), top, colour);
            }
            at += measure.width(character) * scale;
            i += Character.charCount(character);
        }
    }

    private void put(@Nullable Glyph glyph, int x, int top, int colour) {
        if (glyph == null) {
            missedGlyph = true;
        } else {
            raster.glyph(glyph, x, top + baseline, colour);
        }
    }

    private void rule(Channel channel, int left, int right, int top) {
        int thick = 2 * edge;
        int y = top + lineHeight - thick - edge / 2;
        int colour = inks.rule(channel);
        switch (channel) {
            case CONTENT -> {
                // No rule: the answer itself.
            }
            case REASONING, TOOL_NAME -> raster.fill(left, y, right, y + thick, colour);
            case TOOL_ARGUMENT -> raster.dashes(left, y, right, y + thick, DASH * edge, DASH_GAP * edge, colour);
            case TEMPLATE -> raster.dashes(left, y, right, y + thick, DOT * edge, DOT * edge, colour);
        }
    }

    /** The block that stands where the next token of a stream will come. */
    void cursor(double x, int top) {
        raster.fill(device(x), top + edge, device(x + measure.advance()), top + lineHeight - edge, inks.accent);
    }

    /** The outline of a selected, pointed at or highlighted stretch of a row. */
    void outline(double x, double width, int top) {
        int right = Math.min(raster.width(), device(x + width) + edge);
        raster.frame(Math.max(0, device(x) - edge), top, right, top + lineHeight, 2 * edge, inks.focus);
    }

    /** The thin outline of a find. */
    void found(double x, double width, int top) {
        raster.frame(device(x), top, device(x + width) - edge, top + lineHeight, edge, inks.found);
    }

    int device(double px) {
        return (int) Math.round(px * scale);
    }
}
