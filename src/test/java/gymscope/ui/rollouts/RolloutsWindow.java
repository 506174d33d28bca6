package gymscope.ui.rollouts;

import gymscope.ui.Fx;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.rollouts.NewRunModel.Environment;
import gymscope.ui.rollouts.NewRunModel.Field;
import gymscope.ui.rollouts.NewRunModel.Model;
import gymscope.ui.settings.SettingsScreen;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;

/** The application with the Rollouts screen in a folder of its own. */
final class RolloutsWindow implements AutoCloseable {

    private final AppModel app;

    RolloutsWindow(Path folder) {
        List<ScreenEntry<?>> entries = List.of(
                ScreenEntry.main(RolloutsScreen.class, "Rollouts", "mdi2r-repeat-variant", RolloutsScreen::new),
                ScreenEntry.other(SettingsScreen.class, "Settings", "mdi2c-cog-outline",
                        model -> new SettingsScreen(model, theme -> {})));
        app = Fx.get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(), entries));
    }

    AppModel app() {
        return app;
    }

    Shell shell() {
        return Fx.get(() -> new Shell(app, () -> new Inspector(app)));
    }

    RolloutsScreen open() {
        return Fx.get(() -> app.screens().open(RolloutsScreen.class));
    }

    /** Fills in the form with a sample environment on another model server, and starts it. */
    void start(RolloutsModel model, Path modelConfig, String environment, String input, int repeats, int limit) {
        Fx.run(() -> {
            model.openForm();
            NewRunModel form = model.form();
            form.environmentProperty().set(Environment.OWN);
            form.modelProperty().set(Model.OWN);
            form.text(Field.CONFIGS).set(modelConfig + "\n" + Path.of("sample-configs", environment).toAbsolutePath());
            form.text(Field.INPUT).set(Path.of("sample-data", input).toAbsolutePath().toString());
            form.text(Field.REPEATS).set(Integer.toString(repeats));
            form.text(Field.LIMIT).set(limit == 0 ? "" : Integer.toString(limit));
        });
        Fx.until("the form can be started", () -> model.form().plan().isPresent() && model.form().agentProperty().get() != null);
        Fx.run(model::start);
    }

    @Override
    public void close() {
        Fx.run(app::close);
    }
}
