package gymscope.ui.firstrun;

import gymscope.ui.controls.PopupLayer;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AddEndpoint;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.ui.shell.ScreenEntry;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The first screen. */
public final class FirstRunScreen implements Screen {

    private final AppModel app;
    private @Nullable FirstRunView view;

    public FirstRunScreen(AppModel app) {
        this.app = app;
    }

    @Override
    public Parent node() {
        if (view == null) {
            view = new FirstRunView(app, new FirstRunModel(app), this::open, this::addEndpoint);
        }
        return view;
    }

    @Override
    public List<Action> actions() {
        return List.of(Action.of("Start the demonstration model", "mdi2p-play", () -> app.servers().withDemonstration(() -> {})));
    }

    /** Opens a screen and lets it do its first useful thing, with the demonstration model when no endpoint can be called. */
    private void open(String name) {
        ScreenEntry<?> entry = app.screens().entries().stream().filter(candidate -> candidate.name().equals(name)).findFirst()
                .orElseThrow();
        Runnable start = () -> app.screens().open(entry).startSample();
        if (app.endpoints().current() == null) {
            app.servers().withDemonstration(start);
        } else {
            start.run();
        }
    }

    private void addEndpoint() {
        PopupLayer layer = PopupLayer.of(node());
        if (layer != null) {
            new AddEndpoint(app).showOver(layer);
        }
    }
}
