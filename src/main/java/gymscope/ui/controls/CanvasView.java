package gymscope.ui.controls;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** A view that draws itself on a canvas. */
public abstract class CanvasView extends InkView {

    private final Canvas canvas = new Canvas();

    @SuppressWarnings("this-escape") // Its child is added before it is shown; nothing calls back.
    protected CanvasView() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /**
     * Draws. The canvas is clear.
     *
     * @param width of the canvas in px
     * @param height of the canvas in px
     */
    protected abstract void paint(GraphicsContext canvas, double width, double height);

    @Override
    protected void layoutChildren() {
        double width = Math.ceil(getWidth());
        double height = Math.ceil(getHeight());
        boolean changed = takeDirty();
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            changed = true;
        }
        if (changed && width > 0 && height > 0) {
            GraphicsContext graphics = canvas.getGraphicsContext2D();
            graphics.clearRect(0, 0, width, height);
            paint(graphics, width, height);
        }
    }
}
