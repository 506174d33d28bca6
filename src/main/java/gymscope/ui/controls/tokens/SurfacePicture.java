package gymscope.ui.controls.tokens;

import java.util.BitSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of the rows of a surface that are in view. What was painted and is still in view is kept: scrolling moves it,
 * and only rows that come into view or changed are painted.
 */
final class SurfacePicture {

    /** Surfaces that are no higher are painted whole, so that scrolling past them paints nothing. */
    private static final double SMALL = 400;

    private final TokenSurface surface;
    private final ImageView view = new ImageView();
    private final BitSet damaged = new BitSet();
    private @Nullable Raster raster;
    private double scale = 1;
    private int first;
    private int rows;
    private long lastPaintNanos;

    SurfacePicture(TokenSurface surface) {
        this.surface = surface;
        view.setManaged(false);
        view.setMouseTransparent(true);
        view.setSmooth(false);
    }

    Node node() {
        return view;
    }

    long lastPaintNanos() {
        return lastPaintNanos;
    }

    int rowsInView() {
        return rows;
    }

    /** These rows are to be painted again. */
    void damage(int from, int to) {
        damaged.set(from, to);
    }

    /** Paints what is in view and not painted yet. */
    void update(TokenLayout layout, boolean all) {
        long start = System.nanoTime();
        int total = Math.max(layout.rows(), layout.endRow() + 1);
        double rowHeight = surface.rowHeight();
        double height = total * rowHeight;
        double top = 0;
        double bottom = height;
        Bounds inView = inView();
        if (inView.getMaxY() <= 0 || inView.getMinY() >= height || surface.getWidth() <= 0) {
            view.setImage(null);
            raster = null;
            rows = 0;
            return;
        }
        if (height > SMALL) {
            top = Math.max(0, inView.getMinY());
            bottom = Math.min(height, inView.getMaxY());
        }
        int from = (int) Math.floor(top / rowHeight);
        int to = (int) Math.ceil(bottom / rowHeight);
        double newScale = surface.getScene() == null ? 1 : surface.getScene().getWindow().getRenderScaleX();
        int width = (int) Math.ceil(surface.getWidth() * newScale);
        int pitch = (int) Math.round(rowHeight * newScale);
        Raster pixels = raster;
        if (pixels == null || pixels.width() != width || pixels.height() < (to - from) * pitch
                || pixels.height() > 2 * (to - from + 2) * pitch || newScale != scale) {
            pixels = new Raster(width, Math.max(1, (to - from + 1) * pitch));
            raster = pixels;
            scale = newScale;
            view.setImage(pixels.image());
            damaged.set(from, to);
        } else if (all) {
            damaged.set(from, to);
        } else {
            keep(pixels, from, to, pitch);
        }
        first = from;
        rows = to - from;
        if (damaged.nextSetBit(from) >= 0) {
            paint(pixels, layout, pitch);
        }
        damaged.clear();
        view.setFitWidth(pixels.width() / scale);
        view.setFitHeight(pixels.height() / scale);
        view.setY(from * rowHeight);
        lastPaintNanos = System.nanoTime() - start;
    }

    /** Moves what stays in view. */
    private void keep(Raster pixels, int from, int to, int pitch) {
        int shift = from - first;
        if (Math.abs(shift) >= rows) {
            damaged.set(from, to);
            return;
        }
        if (shift != 0) {
            pixels.scroll(shift * pitch);
        }
        int end = first + rows;
        if (from < first) {
            damaged.set(from, first);
        }
        if (to > end) {
            damaged.set(Math.max(from, end), to);
        }
    }

    private void paint(Raster pixels, TokenLayout layout, int pitch) {
        GlyphCache glyphs = surface.glyphs(scale);
        TokenPainter painter = paintDamaged(pixels, layout, glyphs, pitch);
        if (painter.missedGlyph() && glyphs.draw()) {
            paintDamaged(pixels, layout, glyphs, pitch);
        }
        pixels.fill(0, rows * pitch, pixels.width(), pixels.height(), 0);
        pixels.show();
    }

    /** All rows on the page's colour, at the scale of the screen. */
    Raster whole(TokenLayout layout) {
        int pitch = (int) Math.round(surface.rowHeight() * scale);
        Raster pixels = new Raster((int) Math.ceil(surface.getWidth() * scale), Math.max(1, layout.rows()) * pitch);
        GlyphCache glyphs = surface.glyphs(scale);
        for (int round = 0; round < 2; round++) {
            TokenPainter painter = surface.painter(pixels, glyphs, scale);
            RowPicture picture = new RowPicture(surface.model(), layout, painter, surface.colouredProperty().get(), -1);
            painter.page(pixels.height());
            for (int row = 0; row < layout.rows(); row++) {
                picture.paint(row, row * pitch);
            }
            if (!painter.missedGlyph() || !glyphs.draw()) {
                break;
            }
        }
        return pixels;
    }

    private TokenPainter paintDamaged(Raster pixels, TokenLayout layout, GlyphCache glyphs, int pitch) {
        TokenPainter painter = surface.painter(pixels, glyphs, scale);
        RowPicture picture = new RowPicture(surface.model(), layout, painter, surface.colouredProperty().get(),
                surface.hoveredProperty().get());
        for (int row = damaged.nextSetBit(first); row >= 0 && row < first + rows; row = damaged.nextSetBit(row + 1)) {
            int top = (row - first) * pitch;
            painter.clear(top, top + pitch);
            if (row < layout.rows()) {
                picture.paint(row, top);
            }
            if (row == layout.endRow() && surface.streamingProperty().get()) {
                painter.cursor(layout.endX(), top);
            }
        }
        return painter;
    }

    /** What of the surface is in view, in its own coordinates: of the scroll pane around it, else of the scene. */
    private Bounds inView() {
        Node around = surface.getParent();
        while (around != null && !(around instanceof ScrollPane)) {
            around = around.getParent();
        }
        if (around != null) {
            return surface.sceneToLocal(around.localToScene(around.getLayoutBounds()));
        }
        return surface.getScene() == null
                ? surface.getLayoutBounds()
                : surface.sceneToLocal(surface.getScene().getRoot().localToScene(surface.getScene().getRoot().getLayoutBounds()));
    }
}
