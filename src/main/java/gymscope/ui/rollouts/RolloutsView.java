package gymscope.ui.rollouts;

import gymscope.rollouts.ArtifactPaths;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.rollouts.setup.RunManifest;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.DialogCard;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.WidthDrag;
import gymscope.ui.controls.Words;
import gymscope.ui.shell.AppModel;
import gymscope.workspace.WindowState;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The Rollouts screen's controls: the runs, the open one or the form for a new one, and the rollout looked at. */
final class RolloutsView extends BorderPane {

    /** From this width of the window on, trajectory and inspector stand side by side. */
    private static final double WIDE = 1600;
    /** From this height of the window on, charts are larger. */
    private static final double TALL = 1000;
    private static final String LIST_WIDTH = "rollouts.list";
    private static final String TRAJECTORY_WIDTH = "rollouts.trajectory";

    private final AppModel app;
    private final RolloutsModel model;
    private final Label name = Words.label("", "code", "medium");
    private final Label about = Words.label("", "small", "muted");
    private final ActionButton pause;
    private final ActionButton unpause;
    private final ActionButton drain;
    private final ActionButton stop;
    private final ActionButton resume;
    private final ActionButton newRun;
    private final RunListPane list;
    private final TrajectoryPane trajectory;
    private final VBox problem = new VBox();
    private final BorderPane center = new BorderPane();
    private @Nullable RunPane runPane;
    private @Nullable NewRunForm form;
    private @Nullable ShownRun described;
    private @Nullable RunState shownState;

    RolloutsView(AppModel app, RolloutsModel model) {
        this.app = app;
        this.model = model;
        getStyleClass().add("rollouts-screen");
        getStylesheets()
                .add(Objects.requireNonNull(RolloutsView.class.getResource("/styles/screen-rollouts.css")).toExternalForm());
        pause = new ActionButton("Pause", "mdi2p-pause", model::pause).tip("Starts no more rollouts until the run goes on");
        unpause = new ActionButton("Go on", "mdi2p-play", model::unpause);
        drain = new ActionButton("Drain", "mdi2w-water-outline", model::drain)
                .tip("Starts no more rollouts and ends when those under way are done");
        stop = new ActionButton("Stop", "mdi2s-stop", this::askToStop);
        resume = new ActionButton("Resume", "mdi2p-play", model::resume);
        newRun = new ActionButton("New run", "mdi2p-plus", model::openForm).primary();
        setTop(new ScreenBar("Rollouts").about(name, about).actions(pause, unpause, drain, stop, resume, newRun));
        list = new RunListPane(model.runs(), model::open, this::chooseFile);
        trajectory = new TrajectoryPane(model.shown());
        keepWidth(list, HorizontalDirection.RIGHT, 160, LIST_WIDTH);
        keepWidth(trajectory, HorizontalDirection.LEFT, 300, TRAJECTORY_WIDTH);
        center.setTop(problem);
        setLeft(list);
        setCenter(center);
        InvalidationListener layout = any -> refresh();
        model.formOpenProperty().addListener(layout);
        model.openingProperty().addListener(layout);
        model.problemProperty().addListener(layout);
        model.shown().runProperty().addListener(layout);
        model.shown().snapshotProperty().addListener((property, before, now) -> tick(now));
        model.runs().entries().addListener(layout);
        app.inspectorOpenProperty().addListener(layout);
        sceneProperty().addListener((property, before, now) -> {
            if (now != null) {
                now.widthProperty().addListener(layout);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        refresh();
    }

    private void refresh() {
        ShownRun run = model.shown().runProperty().get();
        list.showOpen(run == null || model.formOpenProperty().get() ? null : run.file());
        describe(run);
        showProblem();
        showActions();
        boolean formShown = model.formOpenProperty().get();
        boolean runShown = run != null && !formShown;
        if (formShown) {
            center.setCenter(form());
        } else if (run != null) {
            center.setCenter(runPane());
        } else {
            center.setCenter(empty());
        }
        boolean room = !app.inspectorOpenProperty().get() || (getScene() != null && getScene().getWidth() >= WIDE);
        setRight(runShown && room ? trajectory : null);
        if (runPane != null) {
            runPane.setTall(getScene() != null && getScene().getHeight() >= TALL);
        }
    }

    private void tick(@Nullable RunSnapshot now) {
        RunState state = now == null ? null : now.state();
        if (state != shownState) {
            shownState = state;
            refresh();
        }
    }

    private void describe(@Nullable ShownRun run) {
        if (model.formOpenProperty().get() || run == null) {
            name.setText("");
            about.setText("");
            described = null;
        } else if (!run.equals(described)) {
            described = run;
            name.setText(run.name());
            about.setText(aboutOf(run));
        }
    }

    private static String aboutOf(ShownRun run) {
        RunManifest manifest = RunManifest.read(new ArtifactPaths(run.file()));
        if (manifest == null) {
            return String.valueOf(run.file());
        }
        List<String> parts = new ArrayList<>();
        for (RunManifest.Agent agent : manifest.agents()) {
            parts.add(agent.environment());
            parts.add(agent.name());
            parts.add(agent.modelServer());
            if (agent.model() != null) {
                parts.add(agent.model());
            }
        }
        return parts.stream().distinct().collect(Collectors.joining(" · "));
    }

    private void showProblem() {
        Throwable fault = model.problemProperty().get();
        boolean shown = fault != null && !model.formOpenProperty().get();
        problem.getChildren().setAll(shown ? List.of(Banner.fault(fault, null)) : List.of());
    }

    private void showActions() {
        RunSnapshot now = model.shown().snapshotProperty().get();
        boolean formShown = model.formOpenProperty().get();
        RunState state = formShown || now == null ? RunState.READY : now.state();
        boolean live = !formShown && model.isLive();
        show(pause, live && state == RunState.RUNNING);
        show(unpause, live && state == RunState.PAUSED);
        show(drain, live && (state == RunState.RUNNING || state == RunState.PAUSED));
        show(stop, live);
        resume.setText(model.onlyFailedAreLeft() ? "Try failed again" : "Resume");
        show(resume, !formShown && model.canResume());
        show(newRun, !formShown);
    }

    private static void show(Node button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }

    /** Asks first when rollouts under way would be lost. */
    void askToStop() {
        RunSnapshot now = model.shown().snapshotProperty().get();
        if (now == null || now.running() == 0) {
            model.stop();
            return;
        }
        DialogCard dialog = new DialogCard("Stop %s now?".formatted(name.getText()),
                "%s under way %s not kept. The %s that ended stay, and the run can be resumed.".formatted(
                        Figures.count(now.running(), "rollout", "rollouts"), now.running() == 1 ? "is" : "are",
                        Figures.count(now.finished())));
        dialog.buttons(new ActionButton("Keep running", null, dialog::close),
                new ActionButton("Drain", "mdi2w-water-outline", () -> {
                    dialog.close();
                    model.drain();
                }), new ActionButton("Stop now", null, () -> {
                    dialog.close();
                    model.stop();
                }).dangerous());
        dialog.showOver(this);
    }

    /** Asks for a rollouts file and opens it. */
    void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a rollouts file");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON lines", "*.jsonl"));
        chooser.setInitialDirectory(app.workspace().folder().toFile());
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.openFile(file.toPath());
        }
    }

    private Node empty() {
        String opening = model.openingProperty().get();
        if (opening != null) {
            return new EmptyState("mdi2p-progress-clock", "Starting %s".formatted(opening),
                    "The model server comes up, then the first rollouts start.",
                    new ActionButton("Cancel", "mdi2s-stop", model::cancelOpening).tip("Esc"));
        }
        return model.runs().entries().isEmpty()
                ? new EmptyState("mdi2r-repeat-variant", "No runs yet",
                        "A run has an agent attempt tasks and grades every attempt. The sample asks the demonstration model questions with four choices.",
                        new ActionButton("Collect the sample", "mdi2p-play", model::startSample))
                : new EmptyState("mdi2r-repeat-variant", "No run is open", "Choose one at the left, or collect the sample again.",
                        new ActionButton("Collect the sample", "mdi2p-play", model::startSample));
    }

    /** J and K go through the rollouts, Enter opens the model call; not while words are written. */
    private void key(KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isControlDown();
        if (!plain || event.getTarget() instanceof TextInputControl || model.formOpenProperty().get() || runPane == null) {
            return;
        }
        if (event.getCode() == KeyCode.J) {
            model.shown().step(1);
        } else if (event.getCode() == KeyCode.K) {
            model.shown().step(-1);
        } else if (event.getCode() == KeyCode.ENTER && opensCall(event)) {
            model.shown().trajectory().inspectTurn();
        } else {
            return;
        }
        event.consume();
    }

    private boolean opensCall(KeyEvent event) {
        Node at = event.getTarget() instanceof Node node ? node : null;
        while (at != null && at != trajectory && (runPane == null || at != runPane.table())) {
            if (at instanceof ButtonBase) {
                return false;
            }
            at = at.getParent();
        }
        return at != null;
    }

    private RunPane runPane() {
        if (runPane == null) {
            runPane = new RunPane(model);
        }
        return runPane;
    }

    private NewRunForm form() {
        if (form == null) {
            form = new NewRunForm(model, app.workspace().folder());
        }
        return form;
    }

    private void keepWidth(Region pane, HorizontalDirection edge, double smallest, String key) {
        WindowState state = app.workspace().windowState();
        double kept = state.number(key, Double.NaN);
        if (kept >= smallest) {
            pane.setPrefWidth(kept);
        }
        WidthDrag.install(pane, edge, smallest, width -> state.put(key, width));
    }
}
