package gymscope.ui.controls.emoji;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The pictures of a font's glyphs in its first size: its tables CBLC (where) and CBDT (what), with PNG images. */
final class Bitmaps {

    private static final int SUBTABLES = 8;
    private static final int PPEM = 8 + 44;
    private static final int SMALL_METRICS = 17;
    private static final int BIG_METRICS = 18;

    private final ByteBuffer places;
    private final ByteBuffer data;

    /**
     * A glyph's picture.
     *
     * @param left from the pen to its left edge
     * @param top from the baseline to its upper edge, positive above
     * @param png the image
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Bitmap(int left, int top, int width, int height, int advance, byte[] png) {}

    Bitmaps(ByteBuffer places, ByteBuffer data) {
        this.places = places;
        this.data = data;
    }

    /** The size of the font that the pictures are for, in pixels in an em. */
    int size() {
        return places.get(PPEM) & 0xFF;
    }

    /** A glyph's picture, null when it has none in a form that is known. */
    @Nullable
    Bitmap of(int glyph) {
        int list = places.getInt(SUBTABLES);
        int count = places.getInt(SUBTABLES + 8);
        for (int i = 0; i < count; i++) {
            int entry = list + 8 * i;
            int first = u16(entry);
            if (glyph >= first && glyph <= u16(entry + 2)) {
                int subtable = list + places.getInt(entry + 4);
                int form = u16(subtable + 2);
                int from = offset(subtable, glyph - first);
                int to = offset(subtable, glyph - first + 1);
                return from < to ? read(form, places.getInt(subtable + 4) + from) : null;
            }
        }
        return null;
    }

    private int offset(int subtable, int index) {
        return switch (u16(subtable)) {
            case 1 -> places.getInt(subtable + 8 + 4 * index);
            case 3 -> u16(subtable + 8 + 2 * index);
            default -> 0;
        };
    }

    private @Nullable Bitmap read(int form, int at) {
        if (form != SMALL_METRICS && form != BIG_METRICS) {
            return null;
        }
        int image = at + (form == SMALL_METRICS ? 5 : 8);
        byte[] png = new byte[data.getInt(image)];
        data.get(image + 4, png);
        return new Bitmap(data.get(at + 2), data.get(at + 3), data.get(at + 1) & 0xFF, data.get(at) & 0xFF,
                data.get(at + 4) & 0xFF, png);
    }

    private int u16(int at) {
        return places.getShort(at) & 0xFFFF;
    }
}
