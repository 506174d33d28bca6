package gymscope.ui.controls;

import java.util.function.DoubleConsumer;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Cursor;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/** Lets the edge of a pane be dragged to change its width. */
public final class WidthDrag {

    private static final double GRIP = 5;

    private final Region pane;
    private final HorizontalDirection edge;
    private final double smallest;
    private final DoubleConsumer done;
    private boolean dragging;

    private WidthDrag(Region pane, HorizontalDirection edge, double smallest, DoubleConsumer done) {
        this.pane = pane;
        this.edge = edge;
        this.smallest = smallest;
        this.done = done;
    }

    /**
     * Makes the pane's edge draggable.
     *
     * @param edge which of the pane's edges
     * @param smallest the smallest width in px
     * @param done takes each new width when the drag ends
     */
    public static void install(Region pane, HorizontalDirection edge, double smallest, DoubleConsumer done) {
        WidthDrag drag = new WidthDrag(pane, edge, smallest, done);
        pane.addEventFilter(MouseEvent.MOUSE_MOVED,
                event -> pane.setCursor(drag.isOnEdge(event) ? Cursor.H_RESIZE : Cursor.DEFAULT));
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, drag::begin);
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, drag::move);
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, drag::end);
    }

    private boolean isOnEdge(MouseEvent event) {
        double x = pane.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
        return edge == HorizontalDirection.LEFT ? x < GRIP : x > pane.getWidth() - GRIP;
    }

    private void begin(MouseEvent event) {
        dragging = isOnEdge(event);
        if (dragging) {
            event.consume();
        }
    }

    private void move(MouseEvent event) {
        if (dragging) {
            double x = pane.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
            double width = edge == HorizontalDirection.LEFT ? pane.getWidth() - x : x;
            double room = pane.getScene().getWidth() * 0.7;
            pane.setPrefWidth(Math.clamp(Math.rint(width), smallest, Math.max(smallest, room)));
            event.consume();
        }
    }

    private void end(MouseEvent event) {
        if (dragging) {
            dragging = false;
            done.accept(pane.getPrefWidth());
            event.consume();
        }
    }
}
