package gymscope.servers;

import gymscope.config.ResolvedConfig;
import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.NotStarted;
import gymscope.servers.ServerState.Running;
import gymscope.servers.ServerState.Stopped;
import gymscope.servers.head.HeadServer;
import gymscope.servers.model.ModelServerKind;
import gymscope.servers.model.ServerContext;
import gymscope.servers.process.ProgramSettings;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import gymscope.wire.ServedSink;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All servers of this process; the window and the commands share it. Thread-safe. */
public final class ServerFleet implements AutoCloseable {

    private static final Duration TO_STOP = Duration.ofSeconds(6);
    private static final String LOG_FOLDER = "nemo_gym_log_dir";
    private static final String IN_PROCESS = "Agents and environments run inside collect.";

    private final List<ModelServerKind> kinds;
    private final Supplier<Path> demoModel;
    private final RunFile runFile;
    private final ServedSink sink;
    private final List<ManagedServer> servers = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final FleetHead head = new FleetHead(servers, this::updateRunFile);
    private List<RunFile.Entry> written = List.of();

    /**
     * An empty fleet.
     *
     * @param kinds the kinds of model servers, see {@link ModelServerKinds}
     * @param demoModel finds the demonstration model's file; throws a fault when there is none
     * @param runFile where addresses and tokens are left for the user's other commands
     */
    public ServerFleet(List<ModelServerKind> kinds, Supplier<Path> demoModel, RunFile runFile) {
        this(kinds, demoModel, runFile, ServedSink.NONE);
    }

    /**
     * An empty fleet whose calls are written down.
     *
     * @param sink takes what its servers served
     */
    public ServerFleet(List<ModelServerKind> kinds, Supplier<Path> demoModel, RunFile runFile, ServedSink sink) {
        this.sink = sink;
        this.kinds = List.copyOf(kinds);
        this.demoModel = demoModel;
        this.runFile = runFile;
    }

    /**
     * Adds the servers of a configuration, without starting them.
     *
     * @throws Fault when the fleet has a server of one of their names
     */
    public synchronized List<ManagedServer> add(ResolvedConfig config) {
        for (ServerInstance instance : config.servers()) {
            if (find(instance.name()).isPresent()) {
                throw new Fault("There is a server named '%s' already.".formatted(instance.name()),
                        "Remove it first, or give the new one another name.");
            }
        }
        List<ManagedServer> added = config.servers().stream().map(instance -> managed(instance, config.folder())).toList();
        added.forEach(server -> server.onChange(this::tell));
        servers.addAll(added);
        head.know(config);
        tell();
        return added;
    }

    /** Stops a server and takes it out of the fleet. */
    public void remove(ManagedServer server) {
        server.stop();
        servers.remove(server);
        tell();
    }

    /** Whether a server is one that Gymscope starts: a model server, or an external program. */
    public static boolean isStarted(ServerInstance instance) {
        return instance.kind() == ServerKind.MODEL || instance.implementation().equals(ProgramSettings.IMPLEMENTATION);
    }

    /** Where what a server's configuration starts writes its logs ({@code nemo_gym_log_dir}), if that folder is there. */
    public Optional<Path> logFolder(ManagedServer server) {
        return head.configOf(server)
                .flatMap(config -> Optional.ofNullable(Json.text(config.values(), LOG_FOLDER)).filter(text -> !text.isBlank())
                        .map(config.folder()::resolve))
                .filter(Files::isDirectory);
    }

    /** All servers in the order in which they were added. */
    public List<ManagedServer> servers() {
        return List.copyOf(servers);
    }

    /** The server with this name. */
    public Optional<ManagedServer> find(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /**
     * Opens the head server where the configuration wants it ({@code head_server}), for all servers of the fleet, those that
     * are added later too; in place of one that is open.
     *
     * @return running, or why it is not
     */
    public ServerState openHead(ResolvedConfig config) {
        ServerState state = head.open(config);
        tell();
        return state;
    }

    /**
     * Opens the head server where a configuration that is being started wants it, unless one is open: that one stays, except
     * where this configuration itself names another place, another token, or wants an open one.
     *
     * @return running, or why it is not
     */
    public ServerState keepHead(ResolvedConfig config) {
        ServerState state = head.keepOrOpen(config);
        tell();
        return state;
    }

    /** Tries once more to open the head server as it was wanted last. */
    public ServerState openHeadAgain() {
        ServerState state = head.again();
        tell();
        return state;
    }

    /** Whether a configuration says where the head server is to be, so that it is a failure when it is not there. */
    public static boolean asksForHead(ResolvedConfig config) {
        return FleetHead.isAskedFor(config);
    }

    /** The head server's state. */
    public ServerState head() {
        return head.state();
    }

    /** What callers of the head server must show; null for an open one, and for one that does not run. */
    public @Nullable Secret headToken() {
        return head.token();
    }

    /** Begins to start every server that can be. */
    public void start() {
        servers.forEach(ManagedServer::start);
    }

    /**
     * Is told of every change of any server, and of servers that come and go.
     *
     * @param listener called on whichever thread made the change, often: be quick
     * @return ends the listening
     */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Stops the head server and every other, all at once, and removes the run file. External programs that take longer than a
     * few seconds are not waited for: they have been asked to end, and their supervisor sees to it.
     */
    @Override
    public void close() {
        head.close();
        List<Thread> stops = servers.stream().map(server -> Thread.ofVirtual().start(server::stop)).toList();
        try {
            long deadline = System.nanoTime() + TO_STOP.toNanos();
            for (Thread stop : stops) {
                stop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        runFile.remove();
    }

    private ManagedServer managed(ServerInstance instance, Path folder) {
        ServerContext context = new ServerContext(folder, demoModel, line -> {});
        if (instance.implementation().equals(ProgramSettings.IMPLEMENTATION)) {
            return new ManagedServer(instance, new ProgramLauncher(), context, new Stopped(), this::updateRunFile);
        }
        if (instance.kind() != ServerKind.MODEL) {
            return new ManagedServer(instance, null, context, new NotStarted(IN_PROCESS), this::updateRunFile);
        }
        List<String> names = Stream.concat(kinds.stream().map(ModelServerKind::implementation),
                Stream.of(ProgramSettings.IMPLEMENTATION)).toList();
        return kinds.stream().filter(kind -> kind.implementation().equals(instance.implementation())).findFirst()
                .map(kind -> new ManagedServer(instance, new HostedLauncher(kind, sink), context, new Stopped(),
                        this::updateRunFile))
                .orElseGet(() -> new ManagedServer(instance, null, context,
                        new Failed("Model servers of the kind %s are not built.".formatted(instance.implementation()),
                                "The kinds that are built: %s.".formatted(String.join(", ", names))),
                        this::updateRunFile));
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private synchronized void updateRunFile() {
        List<RunFile.Entry> running = new ArrayList<>();
        for (ManagedServer server : servers) {
            if (server.state() instanceof Running(URI url)) {
                running.add(new RunFile.Entry(server.name(), server.implementation(), url, server.token(), server.model()));
            }
        }
        if (head.state() instanceof Running(URI url)) {
            running.add(new RunFile.Entry(HeadServer.NAME, HeadServer.NAME, url, head.token(), null));
        }
        if (!Objects.equals(running, written)) {
            written = List.copyOf(running);
            runFile.write(running);
        }
    }
}
