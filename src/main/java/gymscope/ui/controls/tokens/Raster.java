package gymscope.ui.controls.tokens;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pixels that are painted here and shown as an image: premultiplied ARGB. UI thread only. */
final class Raster {

    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final Image image;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Image image() {
        return image;
    }

    int pixel(int x, int y) {
        return pixels[y * width + x];
    }

    /** The colours as they are now, opaque: where letters end, rounding leaves the alpha of a full page one short. */
    int[] opaque() {
        int[] colours = pixels.clone();
        for (int i = 0; i < colours.length; i++) {
            colours[i] |= OPAQUE;
        }
        return colours;
    }

    /** Shows what was painted. */
    void show() {
        buffer.updateBuffer(all -> null);
    }

    /** Moves all rows up by so many pixels, down when negative; the rows that come free keep what they had. */
    void scroll(int rows) {
        int kept = (height - Math.abs(rows)) * width;
        if (kept > 0) {
            System.arraycopy(pixels, Math.max(0, rows) * width, pixels, Math.max(0, -rows) * width, kept);
        }
    }

    /** Fills an area; what lies outside is left out. */
    void fill(int left, int top, int right, int bottom, int colour) {
        int from = Math.max(0, left);
        int to = Math.min(width, right);
        for (int y = Math.max(0, top); y < Math.min(height, bottom) && from < to; y++) {
            Arrays.fill(pixels, y * width + from, y * width + to, colour);
        }
    }

    /** Fills an area with dashes that stand at the same places whatever its left edge; a gap of 0 is no dash. */
    void dashes(int left, int top, int right, int bottom, int dash, int gap, int colour) {
        int period = dash + gap;
        for (int x = Math.floorDiv(left, period) * period; x < right; x += period) {
            fill(Math.max(left, x), top, Math.min(right, x + dash), bottom, colour);
        }
    }

    /** The edge of an area, inside it. */
    void frame(int left, int top, int right, int bottom, int thickness, int colour) {
        fill(left, top, right, top + thickness, colour);
        fill(left, bottom - thickness, right, bottom, colour);
        fill(left, top, left + thickness, bottom, colour);
        fill(right - thickness, top, right, bottom, colour);
    }

    /** Thin slanted lines: a value that is not known. */
    void hatch(int left, int top, int right, int bottom, int distance, int colour) {
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                if (Math.floorMod(x + y, distance) == 0) {
                    pixels[y * width + x] = colour;
                }
            }
        }
    }

    /**
     * Lays a glyph over what is there.
     *
     * @param x of the pen
     * @param y of the baseline
     * @param colour opaque ARGB of letters without colours of their own
     */
    void glyph(Glyph glyph, int x, int y, int colour) {
        int left = x + glyph.left();
        int top = y + glyph.top();
        int from = Math.max(0, -left);
        int to = Math.min(glyph.width(), width - left);
        int[] source = glyph.pixels();
        int last = Math.min(glyph.height(), height - top);
        for (int row = Math.max(0, -top); row < last; row++) {
            int at = (top + row) * width + left;
            int in = row * glyph.width();
            for (int column = from; column < to; column++) {
                int pixel = source[in + column];
                int alpha = pixel >>> 24;
                if (alpha != 0) {
                    int below = pixels[at + column];
                    pixels[at + column] = glyph.coloured()
                            ? pixel + scaled(below, 255 - alpha)
                            : alpha == 255 ? colour : scaled(colour, alpha) + scaled(below, 255 - alpha);
                }
            }
        }
    }

    /** All four parts times part / 255. */
    private static int scaled(int argb, int part) {
        int factor = part + (part >> 7);
        int redBlue = (((argb & 0xFF00FF) * factor) >>> 8) & 0xFF00FF;
        int alphaGreen = (((argb >>> 8) & 0xFF00FF) * factor) & 0xFF00FF00;
        return redBlue | alphaGreen;
    }
}
