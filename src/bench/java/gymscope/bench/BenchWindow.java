package gymscope.bench;

import gymscope.ui.controls.PopupLayer;
import gymscope.ui.shell.Appearance;
import gymscope.wire.Fault;
import gymscope.workspace.Theme;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A window of 1280 × 800 on JavaFX's headless platform with the software pipeline, for measurements. The window stands
 * beside the platform's make-believe screen: copying a frame to that takes the UI thread 15 ms, pixel by pixel, which no
 * real screen does, so the copy fails at once instead. That is also how a finished frame is noticed: what is measured is
 * the time until a whole frame is handed over to be shown.
 */
final class BenchWindow implements AutoCloseable {

    static final int WIDTH = 1280;
    static final int HEIGHT = 800;
    private static final int PATIENCE_SECONDS = 120;

    /** The headless screen holds 1000 × 1000 pixels. */
    private static final int BESIDE = 1000;

    private final Stage stage;
    private LongConsumer onFrame = time -> {};

    private BenchWindow(Stage stage) {
        this.stage = stage;
    }

    /** Starts JavaFX and opens a window with this content and our looks on. */
    static BenchWindow open(Callable<? extends Parent> content) throws InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CountDownLatch up = new CountDownLatch(1);
        try {
            Platform.startup(up::countDown);
        } catch (IllegalStateException alreadyStarted) {
            up.countDown();
        }
        up.await();
        Platform.setImplicitExit(false);
        return get(() -> {
            Stage stage = new Stage();
            BenchWindow window = new BenchWindow(stage);
            window.watchFrames();
            Scene scene = new Scene(new PopupLayer(content.call()), WIDTH, HEIGHT);
            new Appearance(scene, Theme.LIGHT);
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(BESIDE);
            stage.show();
            return window;
        });
    }

    /** Runs code on the UI thread and waits for what it gives. */
    static <T extends @Nullable Object> T get(Callable<T> code) throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(code.call());
            } catch (Exception problem) {
                result.completeExceptionally(problem);
            }
        });
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException problem) {
            throw new Fault("The benchmark's window did not answer: " + problem, "Run it again on a machine with less to do.");
        }
    }

    /** The UI thread's handler of the copy that fails: a frame is finished. */
    private void watchFrames() {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((at, problem) -> {
            boolean copy = problem instanceof IndexOutOfBoundsException && Stream.of(problem.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith("HeadlessWindow") && frame.getMethodName().equals("blit"));
            if (copy) {
                onFrame.accept(System.nanoTime());
            } else {
                before.uncaughtException(at, problem);
            }
        });
    }

    /** Who is told of each finished frame with its time, on the UI thread. */
    void onFrame(LongConsumer listener) {
        onFrame = listener;
    }

    Stage stage() {
        return stage;
    }

    @Override
    public void close() {
        Platform.runLater(stage::close);
    }
}
