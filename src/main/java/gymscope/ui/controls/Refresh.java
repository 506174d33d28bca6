package gymscope.ui.controls;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * An update of the screen that may be asked for from any thread, as often as data comes in: many requests before the next
 * frame are one update.
 */
public final class Refresh {

    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable update;
    private final AnimationTimer nextFrame = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            asked.set(false);
            update.run();
        }
    };

    /**
     * @param update runs on the UI thread
     */
    public Refresh(Runnable update) {
        this.update = update;
    }

    /** Asks for an update. Any thread. */
    public void request() {
        if (asked.compareAndSet(false, true)) {
            Platform.runLater(nextFrame::start);
        }
    }
}
