package gymscope.ui.controls;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Work off the UI thread: a virtual thread does it, what comes of it arrives on the UI thread. */
public final class Work {

    private Work() {
    }

    /**
     * Starts the work.
     *
     * @param name the thread's name
     * @param done takes the result, on the UI thread
     * @param failed takes the exception, on the UI thread; an interrupted work that was cancelled arrives here too
     * @return the thread, to interrupt it when the work is cancelled
     */
    public static <T> Thread start(String name, Callable<? extends T> work, Consumer<? super T> done,
            Consumer<? super Exception> failed) {
        return Thread.ofVirtual().name(name).start(() -> {
            T result;
            try {
                result = work.call();
            } catch (Exception problem) {
                Platform.runLater(() -> failed.accept(problem));
                return;
            }
            Platform.runLater(() -> done.accept(result));
        });
    }

    /** Runs the action on the UI thread: now when this is it, else soon. */
    public static void onUiThread(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }
}
