package gymscope.ui.toolcalls;

import gymscope.ui.Fx;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;

/** The application with the Tool calls screen. */
final class ToolCallsWindow implements AutoCloseable {

    private final AppModel app;

    ToolCallsWindow(Path folder) {
        List<ScreenEntry<?>> entries = List
                .of(ScreenEntry.main(ToolCallsScreen.class, "Tool calls", "mdi2c-code-braces", ToolCallsScreen::new));
        app = Fx.get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(), entries));
    }

    AppModel app() {
        return app;
    }

    Shell shell() {
        return Fx.get(() -> new Shell(app, () -> new Inspector(app)));
    }

    ToolCallsScreen open() {
        return Fx.get(() -> app.screens().open(ToolCallsScreen.class));
    }

    @Override
    public void close() {
        Fx.run(app::close);
    }
}
