package gymscope.ui.shell;

import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.Words;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What runs and what ended lately, each with how far it is and a way to end it. */
final class JobsPopover extends VBox {

    private static final int SHOWN_ENDED = 5;

    private final Jobs jobs;

    JobsPopover(Jobs jobs) {
        this.jobs = jobs;
        getStyleClass().addAll("popup-card", "jobs-popover");
        jobs.running().addListener((ListChangeListener<Job>) change -> fill());
        jobs.ended().addListener((ListChangeListener<Job>) change -> fill());
        fill();
    }

    private void fill() {
        getChildren().setAll(Words.label("Jobs", "title"));
        if (jobs.running().isEmpty()) {
            getChildren().add(Words.muted("Nothing is running."));
        }
        jobs.running().forEach(job -> getChildren().add(running(job)));
        jobs.ended().stream().limit(SHOWN_ENDED).forEach(job -> getChildren().add(ended(job)));
        if (getParent() != null) {
            autosize();
        }
    }

    private static Node running(Job job) {
        Label detail = Words.muted("");
        detail.textProperty().bind(job.detailProperty());
        HBox head = new HBox(Words.label(job.title(), "medium"), Words.space(),
                new IconButton("mdi2c-close", "Cancel " + job.title(), job::cancel).small());
        head.setAlignment(Pos.CENTER_LEFT);
        PartsBar bar = new PartsBar();
        Runnable share = () -> {
            double value = job.shareProperty().get();
            bar.setShare(PartsBar.Kind.RUNNING, Double.isNaN(value) ? 0 : value);
        };
        job.shareProperty().addListener((property, before, now) -> share.run());
        share.run();
        return new VBox(head, bar, detail);
    }

    private static Node ended(Job job) {
        String word = switch (job.stateProperty().get()) {
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed: " + job.detailProperty().get();
            case CANCELLED -> "cancelled";
        };
        HBox row = new HBox(Words.label(job.title(), "small"), Words.space(), Words.muted(word));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
