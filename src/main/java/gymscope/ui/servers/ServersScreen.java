package gymscope.ui.servers;

import gymscope.ui.configs.ConfigsScreen;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Servers screen: what runs in this application, and how more is added. */
public final class ServersScreen implements Screen {

    private final AppModel app;
    private @Nullable ServersModel model;
    private @Nullable ServersView view;

    public ServersScreen(AppModel app) {
        this.app = app;
    }

    @Override
    public Parent node() {
        return view();
    }

    @Override
    public boolean cancel() {
        return view != null && view.closeAddPane();
    }

    @Override
    public void startSample() {
        app.servers().withDemonstration(() -> {});
    }

    @Override
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.of("Start the demonstration model", "mdi2p-play", this::startSample));
        actions.add(Action.of("Add server…", "mdi2p-plus", () -> {
            app.screens().open(ServersScreen.class);
            view().openAddPane();
        }));
        if (model != null && !model.active().isEmpty()) {
            actions.add(Action.of("Stop all servers", "mdi2s-stop", () -> {
                app.screens().open(ServersScreen.class);
                view().stopAll();
            }));
            for (ServerRow row : model.rows()) {
                if (row.isRunning()) {
                    actions.add(Action.of("Restart " + row.name(), "mdi2r-restart", () -> view().restart(row.name())));
                    actions.add(Action.of("Copy URL of " + row.name(), "mdi2l-link-variant", () -> view().copyUrl(row))
                            .with(row.baseUrl()));
                }
            }
        }
        return actions;
    }

    private ServersView view() {
        if (view == null) {
            ServersModel made = new ServersModel(app.servers().fleet(), app.notices()::problem);
            model = made;
            view = new ServersView(made, this::addPane, this::startSample, this::openConfig);
        }
        return view;
    }

    private void openConfig(String server) {
        Path file = app.servers().fileOf(server).orElse(null);
        if (file == null) {
            app.notices().problem("The file that %s was made from is not known.".formatted(server), "");
        } else {
            app.screens().open(ConfigsScreen.class).open(file);
        }
    }

    private AddServerPane addPane() {
        return new AddServerPane(new AddServerModel(app.workspace().folder()), samples(),
                (file, started, failed) -> app.servers().start(file, added -> started.run(), failed), () -> view().closeAddPane(),
                () -> new AttachCard(app).showOver(view()));
    }

    private List<Path> samples() {
        try (Stream<Path> files = Files.list(app.home().sampleConfigs())) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException | Fault noSamples) {
            return List.of();
        }
    }
}
