package gymscope.bench;

import gymscope.tokens.TokenTrace;
import gymscope.ui.controls.tokens.TokenPane;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.wire.Json;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.StackPane;
import tools.jackson.databind.node.ObjectNode;

/**
 * The token pane with 128k tokens in a running window of 1280 × 800: from the data to the first frame with it, and frames
 * while scrolling and while the mouse goes over tokens. A frame's time is the time since the frame before; "own paint" is
 * what the surface's painting took in it; "processor" is what the UI and the render thread computed for it.
 */
final class SurfaceFigures {

    private static final int TOKENS = 128_000;
    private static final int FIRST_FRAMES = 9;
    /** Pixels that one notch of a mouse wheel scrolls. */
    private static final double NOTCH = 40;
    /** So many tokens are in view at least. */
    private static final int IN_VIEW = 400;
    private static final double FROM_LEFT = 20;
    private static final double FROM_TOP = 40;

    private final BenchWindow window;
    private final StackPane root;
    private final TokenTrace trace = new TokenTrace(new BenchTrace().tokens(0, TOKENS));
    private int firstHovered = -1;
    private TokenPane pane = new TokenPane(TokenSurface.Size.INSPECTOR);

    private SurfaceFigures(BenchWindow window, StackPane root) {
        this.window = window;
        this.root = root;
    }

    static ObjectNode measure() throws InterruptedException {
        StackPane root = new StackPane();
        try (BenchWindow window = BenchWindow.open(() -> root)) {
            SurfaceFigures figures = BenchWindow.get(() -> new SurfaceFigures(window, root));
            return figures.all();
        }
    }

    private ObjectNode all() throws InterruptedException {
        ObjectNode result = Json.object().put("tokens", TOKENS).put("width", BenchWindow.WIDTH).put("height", BenchWindow.HEIGHT);
        double[] first = new double[FIRST_FRAMES];
        double[] processor = new double[FIRST_FRAMES];
        for (int i = 0; i < FIRST_FRAMES; i++) {
            long before = BenchWindow.get(FrameTimes::processorNanos);
            first[i] = firstPixels();
            processor[i] = (BenchWindow.get(FrameTimes::processorNanos) - before) / 1e6;
        }
        result.putObject("first_pixels").put("cold_ms", first[0]).put("median_ms", FrameTimes.quantile(first, 0.5))
                .put("p95_ms", FrameTimes.quantile(first, 0.95)).put("processor_ms", FrameTimes.quantile(processor, 0.5));
        result.set("scroll", frames(this::scroll));
        result.set("hover", frames(this::hover));
        return result;
    }

    /** Milliseconds from the trace to the first finished frame with it, in a window that shows something else before. */
    private double firstPixels() throws InterruptedException {
        CompletableFuture<Long> shown = new CompletableFuture<>();
        long start = BenchWindow.get(() -> {
            pane = new TokenPane(TokenSurface.Size.INSPECTOR);
            root.getChildren().setAll(pane);
            long now = System.nanoTime();
            pane.setTrace(trace, "");
            window.onFrame(time -> {
                if (pane.surface().lastPaintNanos() > 0) {
                    shown.complete(time);
                }
            });
            return now;
        });
        try {
            return (shown.get() - start) / 1e6;
        } catch (ExecutionException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private ObjectNode frames(IntConsumer action) throws InterruptedException {
        return FrameTimes.measure(window, action, () -> pane.surface().lastPaintNanos());
    }

    private void scroll(int pulse) {
        ScrollPane scroll = around();
        double room = scroll.getContent().getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
        scroll.setVvalue(scroll.getVvalue() + NOTCH / room);
    }

    /** Goes from token to token in the rows that are in view. */
    private void hover(int pulse) {
        TokenSurface surface = pane.surface();
        if (firstHovered < 0) {
            firstHovered = inView(surface);
        }
        Bounds token = firstHovered < 0 ? null : surface.boundsOf(firstHovered + pulse % IN_VIEW);
        if (token != null) {
            hit(surface, token.getCenterX(), token.getCenterY());
        }
    }

    /** A token at the upper left of what is in view, −1 while none is laid out there. */
    private int inView(TokenSurface surface) {
        Bounds view = surface.sceneToLocal(around().localToScene(around().getLayoutBounds()));
        int token = -1;
        for (double y = FROM_TOP; token < 0 && y < view.getHeight(); y += FROM_TOP) {
            token = hit(surface, FROM_LEFT, view.getMinY() + y);
        }
        return token;
    }

    private ScrollPane around() {
        Node node = pane.surface();
        while (!(node instanceof ScrollPane scroll)) {
            node = Objects.requireNonNull(node.getParent(), "a scroll pane around the surface");
        }
        return scroll;
    }

    /** Moves the mouse; the token that it points at then. */
    private static int hit(TokenSurface surface, double x, double y) {
        Point2D at = surface.localToScene(x, y);
        Event.fireEvent(surface, new MouseEvent(MouseEvent.MOUSE_MOVED, at.getX(), at.getY(), at.getX(), at.getY(),
                MouseButton.NONE, 0, false, false, false, false, false, false, false, false, false, false,
                new PickResult(surface, at.getX(), at.getY())));
        return surface.hoveredProperty().get();
    }
}
