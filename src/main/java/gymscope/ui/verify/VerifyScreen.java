package gymscope.ui.verify;

import gymscope.client.Endpoint;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.verification.Battery;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Verify screen: whether an endpoint is good for on-policy training, with the evidence. */
public final class VerifyScreen implements Screen {

    private static final String ICON = "mdi2c-check-decagram-outline";

    private final AppModel app;
    private final VerifyModel model;
    private @Nullable VerifyView view;

    public VerifyScreen(AppModel app) {
        this(app, Battery.standard());
    }

    /** The screen with a battery of its own. */
    public VerifyScreen(AppModel app, Battery battery) {
        this.app = app;
        this.model = new VerifyModel(app, battery, () -> app.screens().front() == this,
                () -> app.screens().open(VerifyScreen.class));
    }

    /** What the screen shows and does. */
    public VerifyModel model() {
        return model;
    }

    @Override
    public Parent node() {
        return view();
    }

    @Override
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        Endpoint endpoint = app.endpoints().current();
        if (model.isRunning()) {
            actions.add(Action.of("Stop verifying", "mdi2s-stop", model::stop));
        } else if (endpoint != null) {
            actions.add(Action.of("Verify " + endpoint.name(), ICON, () -> {
                app.screens().open(VerifyScreen.class);
                model.run();
            }).with(endpoint.baseUrl().toString()));
        }
        Verification last = model.verificationProperty().get();
        if (last != null && !model.isRunning()) {
            actions.add(Action.of("Save the report as JSON", "mdi2c-content-save-outline", () -> {
                app.screens().open(VerifyScreen.class);
                view().save();
            }).with(last.endpoint().name()));
            actions.add(Action.of("Copy the report as JSON", "mdi2c-content-copy", () -> view().copy())
                    .with(last.endpoint().name()));
            actions.add(Action.of(last.sentence(), ICON, () -> app.screens().open(VerifyScreen.class)).in(Action.Group.REPORTS)
                    .with(last.endpoint().name()));
        }
        return actions;
    }

    @Override
    public boolean cancel() {
        boolean running = model.isRunning();
        model.stop();
        return running;
    }

    @Override
    public void startSample() {
        model.run();
    }

    private VerifyView view() {
        if (view == null) {
            view = new VerifyView(app, model);
        }
        return view;
    }
}
