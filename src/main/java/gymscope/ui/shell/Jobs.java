package gymscope.ui.shell;

import gymscope.ui.controls.Work;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The work that is under way, and the last few that ended. */
public final class Jobs {

    private static final int KEPT = 20;

    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final ObservableList<Job> ended = FXCollections.observableArrayList();

    /**
     * Announces work that began. Any thread.
     *
     * @param cancel ends the work, called on the UI thread
     */
    public Job start(String title, Runnable cancel) {
        Job job = new Job(title, cancel);
        Work.onUiThread(() -> {
            running.addFirst(job);
            job.stateProperty().addListener((property, before, now) -> move(job));
            if (job.stateProperty().get() != Job.State.RUNNING) {
                move(job);
            }
        });
        return job;
    }

    /** What runs, newest first. UI thread. */
    public ObservableList<Job> running() {
        return running;
    }

    /** What ended, newest first. UI thread. */
    public ObservableList<Job> ended() {
        return ended;
    }

    private void move(Job job) {
        running.remove(job);
        ended.addFirst(job);
        if (ended.size() > KEPT) {
            ended.removeLast();
        }
    }
}
