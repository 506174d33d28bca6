package gymscope.ui.verify;

import gymscope.ui.Fx;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.settings.SettingsScreen;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.verification.Battery;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.SavedEndpoint;
import gymscope.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The application with the Verify screen and one endpoint. */
final class VerifyWindow implements AutoCloseable {

    private final AppModel app;

    VerifyWindow(Path folder, @Nullable URI endpoint, Battery battery) {
        List<ScreenEntry<?>> entries = List.of(
                ScreenEntry.main(VerifyScreen.class, "Verify", "mdi2c-check-decagram-outline",
                        model -> new VerifyScreen(model, battery)),
                ScreenEntry.other(SettingsScreen.class, "Settings", "mdi2c-cog-outline",
                        model -> new SettingsScreen(model, theme -> {})));
        app = Fx.get(() -> {
            Workspace workspace = Workspace.open(folder, folder.resolve("config"));
            if (endpoint != null) {
                workspace.save(new SavedEndpoint("policy_model", endpoint.toString(), "small-chat", null));
            }
            return new AppModel(workspace, ApplicationHome.locate(), entries);
        });
    }

    AppModel app() {
        return app;
    }

    Shell shell() {
        return Fx.get(() -> new Shell(app, () -> new Inspector(app)));
    }

    VerifyScreen open() {
        return Fx.get(() -> app.screens().open(VerifyScreen.class));
    }

    @Override
    public void close() {
        Fx.run(app::close);
    }
}
