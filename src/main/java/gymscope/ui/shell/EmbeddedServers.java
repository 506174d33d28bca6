package gymscope.ui.shell;

import gymscope.client.Endpoint;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.config.ServerKind;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.servers.ServerState.Starting;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.Endpoints.Choice;
import gymscope.wire.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this application for the window: the fleet, made when it is first asked for, and what the endpoint picker
 * and the status line show of it. UI thread only.
 */
public final class EmbeddedServers implements AutoCloseable {

    /** The configuration of the demonstration model, in the folder of sample configurations. */
    public static final String DEMONSTRATION = "local_model.yaml";

    private final AppModel app;
    private final Refresh refresh = new Refresh(this::show);
    private final ReadOnlyStringWrapper demonstrationProblem = new ReadOnlyStringWrapper(this, "demonstrationProblem", "");
    private final Map<String, Path> files = new HashMap<>();
    private volatile @Nullable ServerFleet fleet;

    EmbeddedServers(AppModel app) {
        this.app = app;
    }

    /** All servers of this application. */
    public ServerFleet fleet() {
        ServerFleet made = fleet;
        if (made == null) {
            made = new ServerFleet(ModelServerKinds.standard(app.upstreamClient()), app.home()::demoModel,
                    RunFile.standard(), app.workspace().history());
            made.onChange(refresh::request);
            fleet = made;
        }
        return made;
    }

    /** Whether a server of this application answers at this URL and writes down its calls. Any thread. */
    boolean serves(String url) {
        ServerFleet known = fleet;
        return known != null && known.servers().stream().filter(ManagedServer::isHosted).map(ManagedServer::url)
                .anyMatch(served -> served != null && url.startsWith(served + "/"));
    }

    /** Why the demonstration model does not run, empty while it runs or starts. */
    public ReadOnlyStringProperty demonstrationProblemProperty() {
        return demonstrationProblem.getReadOnlyProperty();
    }

    /** Begins to start the demonstration model, so that there is an endpoint; what is costly happens off the UI thread. */
    public void begin() {
        Work.start("start demonstration model", () -> {
            app.client();
            return load(app.home().sampleConfigs().resolve(DEMONSTRATION));
        }, config -> add(config, app.home().sampleConfigs().resolve(DEMONSTRATION),
                added -> added.forEach(server -> Work.start("await " + server.name(), server::await, this::tellFailure,
                        app.notices()::problem)),
                app.notices()::problem), app.notices()::problem);
    }

    private void add(ResolvedConfig config, Path file, Consumer<List<ManagedServer>> started,
            Consumer<? super Exception> failed) {
        List<ManagedServer> added;
        try {
            added = fleet().add(config);
        } catch (Fault refused) {
            failed.accept(refused);
            return;
        }
        added.forEach(server -> files.put(server.name(), file));
        added.forEach(ManagedServer::start);
        if (added.stream().anyMatch(ManagedServer::isStartable)) {
            openHead(config);
        }
        started.accept(added);
    }

    /** With the servers of a configuration comes the head server, through which NeMo Gym's programs find them. */
    private void openHead(ResolvedConfig config) {
        ServerFleet all = fleet();
        ServerState before = all.head();
        Work.start("open head server", () -> all.keepHead(config), state -> {
            if (state instanceof Failed(String reason, String hint) && !state.equals(before)) {
                if (ServerFleet.asksForHead(config)) {
                    app.notices().problem(reason, hint);
                } else {
                    // Another Gymscope or NeMo Gym has the usual port: nothing that was asked for is missing.
                    app.notices().toast(Tone.INFO, reason);
                }
            }
        }, app.notices()::problem);
    }

    private void tellFailure(ServerState state) {
        switch (state) {
            case Failed(String reason, String hint) -> {
                demonstrationProblem.set(reason + " " + hint);
                app.notices().problem(reason, hint);
            }
            case ServerState.NotStarted(String reason) -> {
                demonstrationProblem.set(reason);
                app.notices().problem(reason, "");
            }
            default -> {
                // Running and stopped are seen in the status line.
            }
        }
    }

    /**
     * Adds the servers of a configuration file and begins to start them. What is costly happens off the UI thread.
     *
     * @param started takes the servers that were added
     * @param failed takes what is wrong with the configuration
     */
    public void start(Path config, Consumer<List<ManagedServer>> started, Consumer<? super Exception> failed) {
        Work.start("start servers of " + config.getFileName(), () -> load(config),
                loaded -> add(loaded, config, started, failed), failed);
    }

    /**
     * Starts the servers of a configuration in place of those of their names. What is costly happens off the UI thread.
     *
     * @param file the file that they are remembered to come from
     * @param started takes the names of the servers that are starting
     * @param failed takes what is wrong with the configuration
     */
    public void replace(Path file, ConfigRequest request, Consumer<List<String>> started, Consumer<Exception> failed) {
        ServerFleet all = fleet();
        Work.start("start servers of " + file.getFileName(), () -> {
            ResolvedConfig config = ConfigLoader.load(request);
            config.servers().forEach(instance -> all.find(instance.name()).ifPresent(all::remove));
            return config;
        }, config -> add(config, file, added -> started
                .accept(added.stream().filter(ManagedServer::isStartable).map(ManagedServer::name).toList()), failed), failed);
    }

    /** Whether a server of this name runs or is starting. */
    public boolean isActive(String name) {
        return fleet().find(name).map(ManagedServer::state)
                .filter(state -> state instanceof Running || state instanceof Starting).isPresent();
    }

    /** The file that a server was made from, or none when it is not known. */
    public Optional<Path> fileOf(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private ResolvedConfig load(Path config) {
        return ConfigLoader
                .load(new ConfigRequest(List.of(config), List.of(), app.workspace().folder(), List.of(app.home().folder()),
                        System.getenv()));
    }

    /**
     * Starts the demonstration model unless it runs, and chooses it as endpoint.
     *
     * @param ready what then, on the UI thread; not called when it does not start, which the status line says
     */
    public void withDemonstration(Runnable ready) {
        demonstration().ifPresentOrElse(server -> bringUp(server, ready),
                () -> start(app.home().sampleConfigs().resolve(DEMONSTRATION), added -> bringUp(added.getFirst(), ready),
                        // Another wish for it may have been faster.
                        problem -> demonstration().ifPresentOrElse(server -> bringUp(server, ready),
                                () -> app.notices().problem(problem))));
    }

    private void bringUp(ManagedServer server, Runnable ready) {
        server.start();
        Job job = app.jobs().start("Start the demonstration model", server::stop);
        Work.start("await demonstration model", server::await, state -> {
            switch (state) {
                case Running running -> {
                    job.done();
                    show();
                    select(server.name());
                    ready.run();
                }
                case Failed(String reason, String hint) -> {
                    job.failed(reason);
                    app.notices().problem(reason, hint);
                }
                default -> job.failed("It was stopped.");
            }
        }, app.notices()::problem);
    }

    @Override
    public void close() {
        ServerFleet made = fleet;
        if (made != null) {
            made.close();
        }
    }

    private Optional<ManagedServer> demonstration() {
        return fleet().servers().stream().filter(server -> server.implementation().equals("local_model")
                && server.instance().settings().path("model").asString("").equals("demo")).findFirst();
    }

    private void select(String name) {
        app.endpoints().choices().stream().filter(choice -> choice.embedded() && choice.name().equals(name)).findFirst()
                .ifPresent(app.endpoints()::select);
    }

    private void show() {
        List<Choice> choices = new ArrayList<>();
        int inFlight = 0;
        for (ManagedServer server : fleet().servers()) {
            inFlight += server.figures().inFlight();
            if (server.kind() == ServerKind.MODEL) {
                choice(server).ifPresent(choices::add);
            }
        }
        app.endpoints().setEmbedded(choices);
        app.inFlightProperty().set(inFlight);
    }

    private static Optional<Choice> choice(ManagedServer server) {
        return switch (server.state()) {
            case Running(URI url) -> Optional.of(new Choice(server.name(), StateDot.State.RUNNING,
                    new Endpoint(server.name(), URI.create(url + "/v1"), server.token(), server.model()), true));
            case Starting starting -> Optional.of(new Choice(server.name(), StateDot.State.STARTING, null, true));
            default -> Optional.empty();
        };
    }
}
