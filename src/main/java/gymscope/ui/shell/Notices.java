package gymscope.ui.shell;

import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Work;
import gymscope.wire.Fault;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the window tells beside the screens: the last problem in the status line, and toasts. Any thread may tell. */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /**
     * Something that went wrong.
     *
     * @param when it was noticed
     * @param sentence what is so
     * @param hint what to do, may be empty
     */
    public record Problem(Instant when, String sentence, String hint) {}

    /**
     * Something that ended elsewhere.
     *
     * @param link the words of its link, empty for none
     * @param open what the link does
     */
    public record Message(Tone tone, String text, String link, Runnable open) {}

    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>(this, "message");

    /** The last problem. Changes on the UI thread. */
    public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The last message. Changes on the UI thread. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Shows a problem in the status line. An exception that is no fault goes to the log with its trace as well. */
    public void problem(Throwable cause) {
        if (!(cause instanceof Fault)) {
            LOG.warn("Something failed that has no words of its own", cause);
        }
        problem(Fault.sentenceOf(cause), cause instanceof Fault fault ? fault.hint() : "");
    }

    /** Shows a problem in the status line. */
    public void problem(String sentence, String hint) {
        Work.onUiThread(() -> problem.set(new Problem(Instant.now(), sentence, hint)));
    }

    /** Forgets the problem. */
    public void clearProblem() {
        Work.onUiThread(() -> problem.set(null));
    }

    /** Shows a toast for four seconds. */
    public void toast(Tone tone, String text) {
        toast(tone, text, "", () -> {});
    }

    /** Shows a toast with a link for four seconds. */
    public void toast(Tone tone, String text, String link, Runnable open) {
        Work.onUiThread(() -> message.set(new Message(tone, text, link, open)));
    }
}
