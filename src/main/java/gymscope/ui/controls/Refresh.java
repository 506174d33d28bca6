package gymscope.ui.controls;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * An update of the screen that may be asked for from any thread, as often as data comes in: many requests before the UI
 * thread gets to it are one update.
 */
public final class Refresh {

    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable update;

    /**
     * @param update runs on the UI thread
     */
    public Refresh(Runnable update) {
        this.update = update;
    }

    /** Asks for an update. Any thread. */
    public void request() {
        if (asked.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                asked.set(false);
                update.run();
            });
        }
    }
}
