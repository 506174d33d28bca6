package gymscope.ui.controls.tokens;

/**
 * A drawn letter or word.
 *
 * @param left from the pen to the left edge of the picture in device px
 * @param top from the baseline to its upper edge, negative above
 * @param width in device px, 0 for nothing to see
 * @param height in device px
 * @param pixels premultiplied ARGB by rows; of a letter without colours of its own only the alpha counts
 * @param coloured whether it has colours of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; shared between paints.
record Glyph(int left, int top, int width, int height, int[] pixels, boolean coloured) {

    /** Nothing to see. */
    static final Glyph BLANK = new Glyph(0, 0, 0, 0, new int[0], false);

    /** What of it lies between two places right of the pen, in device px. */
    Glyph between(int from, int to) {
        int first = Math.max(left, from);
        int kept = Math.min(left + width, to) - first;
        if (kept == width || kept <= 0) {
            return kept <= 0 ? BLANK : this;
        }
        int[] part = new int[kept * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(pixels, row * width + first - left, part, row * kept, kept);
        }
        return new Glyph(first, top, kept, height, part, coloured);
    }
}
