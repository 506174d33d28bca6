package gymscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.controls.PngImage;
import gymscope.ui.shell.Appearance;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.event.EventDispatcher;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** JavaFX in tests: starts it once, runs code on its thread, takes pictures. */
public final class Fx {

    /** The two sizes that every screen is looked at in, and the one that the headless screen has room for. */
    public enum Size {
        SMALL(1280, 800), LARGE(1920, 1080), ROBOT(980, 700);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<Throwable> PROBLEMS = new CopyOnWriteArrayList<>();
    private static boolean started;

    private Fx() {
    }

    /** Starts JavaFX if it does not run yet. */
    public static synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        try {
            up.await();
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
        Platform.setImplicitExit(false);
        Platform.runLater(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> {
                if (!isScreenTooSmall(problem)) {
                    PROBLEMS.add(problem);
                }
            });
            cureRobot();
        });
    }

    /** The headless screen holds 1000 × 1000 pixels; a larger window is drawn all the same, only its copy to the screen fails. */
    private static boolean isScreenTooSmall(Throwable problem) {
        return problem instanceof IndexOutOfBoundsException && Stream.of(problem.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("HeadlessWindow") && frame.getMethodName().equals("blit"));
    }

    /** Runs code on the UI thread and waits for what it gives. */
    public static <T extends @Nullable Object> T get(Callable<T> code) {
        start();
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(code.call());
            } catch (Throwable problem) {
                result.completeExceptionally(problem);
            }
        });
        try {
            return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException problem) {
            throw new AssertionError(problem.getCause() == null ? problem : problem.getCause());
        }
    }

    /** Runs code on the UI thread and waits for its end. */
    public static void run(Runnable code) {
        Fx.<@Nullable Object>get(() -> {
            code.run();
            return null;
        });
    }

    /** Waits for some frames to be drawn. */
    public static void frames(int count) {
        CountDownLatch drawn = new CountDownLatch(count);
        AnimationTimer timer = get(() -> {
            AnimationTimer counting = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    drawn.countDown();
                }
            };
            counting.start();
            return counting;
        });
        try {
            if (!drawn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("No frame was drawn for " + PATIENCE);
            }
        } catch (InterruptedException problem) {
            throw new AssertionError(problem);
        } finally {
            run(timer::stop);
        }
    }

    /** Waits until the condition holds on the UI thread. */
    public static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!get(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come to this: " + what);
            }
            frames(1);
        }
    }

    /** Presses the toggle button with these words in a tab strip. UI thread. */
    public static void tab(Stage stage, String words) {
        stage.getScene().getRoot().lookupAll(".tab-strip > .toggle-button").stream().map(ToggleButton.class::cast)
                .filter(button -> button.getText().equals(words)).forEach(ToggleButton::fire);
    }

    /** Shows a window with our looks on; it is closed by the caller. */
    public static Stage show(Parent root, Theme theme, Size size) {
        return get(() -> {
            Stage stage = new Stage();
            fill(stage, root, theme, size.width(), size.height());
            return stage;
        });
    }

    /** Fills and shows a window. UI thread. */
    public static void fill(Stage stage, Parent root, Theme theme, int width, int height) {
        stage.setX(0);
        stage.setY(0);
        Scene scene = new Scene(root, width, height);
        new Appearance(scene, theme);
        stage.setScene(scene);
        stage.show();
    }

    /** Writes a picture of a window to {@code target/screenshots}, once it has been drawn. */
    public static Path picture(Stage stage, String name) {
        frames(3);
        assertThat(PROBLEMS).as("exceptions on the UI thread").isEmpty();
        Path file = PICTURES.resolve(name + ".png");
        run(() -> {
            try {
                Files.createDirectories(PICTURES);
                Files.write(file, PngImage.bytes(stage.getScene().snapshot(null)));
            } catch (IOException problem) {
                throw new AssertionError(problem);
            }
        });
        return file;
    }

    /**
     * The headless platform's robot marks every button as a popup trigger, so that table headers do not sort: in each
     * window the mark is taken off what is not the secondary button.
     */
    private static void cureRobot() {
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(Fx::cure);
            }
        });
    }

    private static void cure(Window window) {
        EventDispatcher original = window.getEventDispatcher();
        window.setEventDispatcher((event, tail) -> original.dispatchEvent(withoutFalseTrigger(event), tail));
    }

    private static Event withoutFalseTrigger(Event event) {
        if (event instanceof MouseEvent mouse && mouse.isPopupTrigger() && mouse.getButton() != MouseButton.SECONDARY) {
            return new MouseEvent(mouse.getSource(), mouse.getTarget(), mouse.getEventType(), mouse.getX(), mouse.getY(),
                    mouse.getScreenX(), mouse.getScreenY(), mouse.getButton(), mouse.getClickCount(), mouse.isShiftDown(),
                    mouse.isControlDown(), mouse.isAltDown(), mouse.isMetaDown(), mouse.isPrimaryButtonDown(),
                    mouse.isMiddleButtonDown(),
                    mouse.isSecondaryButtonDown(), mouse.isSynthesized(), false, mouse.isStillSincePress(),
                    mouse.getPickResult());
        }
        return event;
    }
}
