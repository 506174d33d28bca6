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
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A window of 1280 × 800 on JavaFX's headless platform with the software pipeline, for measurements. */
final class BenchWindow implements AutoCloseable {

    static final int WIDTH = 1280;
    static final int HEIGHT = 800;
    private static final int PATIENCE_SECONDS = 120;

    private final Stage stage;

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
            ignoreSmallScreen();
            Stage stage = new Stage();
            Scene scene = new Scene(new PopupLayer(content.call()), WIDTH, HEIGHT);
            new Appearance(scene, Theme.LIGHT);
            stage.setScene(scene);
            stage.show();
            return new BenchWindow(stage);
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

    /**
     * The headless screen holds 1000 × 1000 pixels: a window of 1280 × 800 is drawn whole, only the copy of its last rows
     * to that screen fails.
     */
    private static void ignoreSmallScreen() {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((at, problem) -> {
            boolean blit = problem instanceof IndexOutOfBoundsException && Stream.of(problem.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith("HeadlessWindow") && frame.getMethodName().equals("blit"));
            if (!blit) {
                before.uncaughtException(at, problem);
            }
        });
    }

    Stage stage() {
        return stage;
    }

    @Override
    public void close() {
        Platform.runLater(stage::close);
    }
}
