package gymscope.ui.shell;

import gymscope.ui.controls.Work;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Work that takes a while: what it is, how far it is, and how to end it. Reports come from any thread. */
public final class Job {

    /** What became of it. */
    public enum State {
        RUNNING, DONE, FAILED, CANCELLED
    }

    private final String title;
    private final Runnable cancel;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.RUNNING);
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper(this, "detail", "");
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share", Double.NaN);

    Job(String title, Runnable cancel) {
        this.title = title;
        this.cancel = cancel;
    }

    /** What it is. */
    public String title() {
        return title;
    }

    /** What became of it. Changes on the UI thread. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far it is, in words. Changes on the UI thread. */
    public ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** How far it is, 0 to 1; NaN while unknown. Changes on the UI thread. */
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** Says how far it is. Any thread. */
    public void report(double newShare, String newDetail) {
        Work.onUiThread(() -> {
            share.set(newShare);
            detail.set(newDetail);
        });
    }

    /** It ended well. Any thread. */
    public void done() {
        end(State.DONE);
    }

    /** It failed. Any thread. */
    public void failed(String sentence) {
        Work.onUiThread(() -> detail.set(sentence));
        end(State.FAILED);
    }

    /** Ends it at the user's wish. UI thread. */
    public void cancel() {
        if (state.get() == State.RUNNING) {
            cancel.run();
            end(State.CANCELLED);
        }
    }

    private void end(State last) {
        Work.onUiThread(() -> {
            if (state.get() == State.RUNNING) {
                state.set(last);
            }
        });
    }
}
