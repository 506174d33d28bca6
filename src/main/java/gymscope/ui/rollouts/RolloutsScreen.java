package gymscope.ui.rollouts;

import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Rollouts screen: runs, how they get on, and every rollout turn by turn. */
public final class RolloutsScreen implements Screen {

    private static final String ICON = "mdi2r-repeat-variant";

    private final AppModel app;
    private final RolloutsModel model;
    private @Nullable RolloutsView view;

    public RolloutsScreen(AppModel app) {
        this.app = app;
        this.model = new RolloutsModel(app, () -> app.screens().front() == this, this::toFront);
    }

    /** What the screen shows and does. */
    public RolloutsModel model() {
        return model;
    }

    @Override
    public Parent node() {
        return view();
    }

    @Override
    public void shown() {
        model.runs().scan();
    }

    @Override
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.of("New run", "mdi2p-plus", () -> {
            toFront();
            model.openForm();
        }));
        actions.add(Action.of("Collect the sample", "mdi2p-play", () -> {
            toFront();
            model.startSample();
        }).with("demonstration model"));
        actions.add(Action.of("Open a rollouts file", "mdi2f-folder-outline", () -> {
            toFront();
            view().chooseFile();
        }).with("also of NeMo Gym"));
        addRunActions(actions);
        for (RunEntry entry : model.runs().entries()) {
            actions.add(Action.of(entry.name(), ICON, () -> {
                toFront();
                model.open(entry);
            }).in(Action.Group.RUNS).with(entry.detail(Instant.now())));
        }
        return actions;
    }

    private void addRunActions(List<Action> actions) {
        ShownRun run = model.shown().runProperty().get();
        RunSnapshot now = model.shown().snapshotProperty().get();
        if (run == null || now == null) {
            return;
        }
        if (model.isLive()) {
            if (now.state() == RunState.RUNNING) {
                actions.add(Action.of("Pause the run", "mdi2p-pause", model::pause).with(run.name()));
            } else if (now.state() == RunState.PAUSED) {
                actions.add(Action.of("Go on with the run", "mdi2p-play", model::unpause).with(run.name()));
            }
            actions.add(Action.of("Drain the run", "mdi2w-water-outline", model::drain).with(run.name()));
            actions.add(Action.of("Stop the run", "mdi2s-stop", () -> {
                toFront();
                view().askToStop();
            }).with(run.name()));
        } else if (model.canResume()) {
            actions.add(Action
                    .of(model.onlyFailedAreLeft() ? "Try failed rollouts again" : "Resume the run", "mdi2p-play", model::resume)
                    .with(run.name()));
        }
    }

    @Override
    public boolean cancel() {
        if (model.cancelOpening()) {
            return true;
        }
        boolean open = model.formOpenProperty().get();
        model.formOpenProperty().set(false);
        return open;
    }

    @Override
    public void startSample() {
        model.startSample();
    }

    private void toFront() {
        app.screens().open(RolloutsScreen.class);
    }

    private RolloutsView view() {
        if (view == null) {
            view = new RolloutsView(app, model);
        }
        return view;
    }
}
