package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.GymscopeSettings.Auth;
import gymscope.config.ResolvedConfig;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.NotStarted;
import gymscope.servers.ServerState.Running;
import gymscope.servers.head.HeadServer;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import gymscope.wire.ServedSink;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Workspace;
import gymscope.workspace.history.History;
import gymscope.workspace.history.HistoryState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope serve CONFIG… [overrides]}: starts the servers of configurations and runs until it is stopped. */
@Command(name = "serve", mixinStandardHelpOptions = true,
        description = "Start the servers of configurations; runs until stopped.", footer = {
            "", "Overrides: +key=value adds, ++key=value adds or changes, key=value changes what is there, ~key deletes."})
final class ServeCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 86_400;
    private static final Duration TO_STOP = Duration.ofSeconds(4);

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final ConfigArguments arguments = new ConfigArguments();

    @Option(names = "--json", description = "One JSON line per server, then {\"state\": \"ready\"}.")
    private boolean json;

    @Option(names = "--no-history", description = "Do not keep the exchanges in the history of the working folder.")
    private boolean noHistory;

    @Option(names = "--figures", paramLabel = "SECONDS",
            description = "Tell every so many seconds how busy each server is: requests, tokens per second; of an external"
                    + " program what its own metrics tell.")
    private @Nullable Integer figuresEvery;

    @Override
    public Integer call() throws InterruptedException {
        if (figuresEvery != null && (figuresEvery < 1 || figuresEvery > MOST_SECONDS)) {
            throw new Fault("--figures is %d.".formatted(figuresEvery),
                    "Use a number of seconds from 1 to %,d.".formatted(MOST_SECONDS));
        }
        ApplicationHome home = ApplicationHome.locate();
        ResolvedConfig config = ConfigLoader.load(arguments.request(home));
        config.warnings().forEach(console::note);
        json |= config.values().path("json").asBoolean(false);
        if (config.servers().stream().noneMatch(ServerFleet::isStarted)) {
            throw new Fault("No model server is configured, so there is nothing to run.",
                    "Give a configuration with one, for instance sample-configs/local_model.yaml.");
        }
        try (StopSignal signal = StopSignal.listen(Thread.currentThread()::interrupt);
                ApiClient client = new ApiClient(ExchangeSink.NONE);
                Workspace workspace = Workspace.open(Path.of(""))) {
            ServedSink sink = noHistory ? ServedSink.NONE : history(workspace);
            return serve(new ServerFleet(ModelServerKinds.standard(client), home::demoModel, RunFile.standard(), sink), config);
        }
    }

    /** The history, whose troubles are told once each time that they begin or end. */
    private History history(Workspace workspace) {
        History history = workspace.history();
        AtomicBoolean inTrouble = new AtomicBoolean();
        history.onChange(() -> {
            boolean now = history.state() instanceof HistoryState.NotKept;
            if (inTrouble.getAndSet(now) != now) {
                console.note(now ? history.state().words() : "history is being kept again");
            }
        });
        return history;
    }

    private int serve(ServerFleet fleet, ResolvedConfig config) throws InterruptedException {
        List<Failed> failures = new CopyOnWriteArrayList<>();
        try {
            fleet.add(config);
            fleet.servers().forEach(server -> server.onChange(new ServerWatch(server, console, (ended, how) -> {
                failures.add(how);
                tellEnd(ended, how);
            })));
            fleet.start();
            report(fleet, failures);
            boolean anyRuns = fleet.servers().stream().anyMatch(server -> server.state() instanceof Running);
            if (!json && !anyRuns) {
                Failed first = failures.getFirst();
                throw new Fault(first.reason(), first.hint());
            }
            reportHead(fleet, fleet.openHead(config), config, failures);
            if (json) {
                console.print(Json.write(Json.object().put("state", "ready")));
            }
            if (!Boolean.getBoolean("gymscope.exitWhenReady")) {
                untilStopped(fleet);
            }
            return ExitCode.DONE;
        } catch (InterruptedException stopped) {
            return failures.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
        } finally {
            Thread.ofVirtual().start(fleet::close).join(TO_STOP);
        }
    }

    private void untilStopped(ServerFleet fleet) throws InterruptedException {
        if (figuresEvery == null) {
            new CountDownLatch(1).await();
        }
        FigureLines lines = new FigureLines(json);
        while (true) {
            Thread.sleep(Duration.ofSeconds(Objects.requireNonNull(figuresEvery)));
            lines.of(fleet.servers()).forEach(console::print);
        }
    }

    /** Tells of each server as soon as it runs or has failed. */
    private void report(ServerFleet fleet, List<Failed> failures) throws InterruptedException {
        boolean single = fleet.servers().stream().map(ManagedServer::instance).filter(ServerFleet::isStarted).count() == 1;
        for (ManagedServer server : fleet.servers()) {
            ServerState state = server.await();
            if (state instanceof Failed failed) {
                failures.add(failed);
            }
            if (state instanceof Running && server.token() == null) {
                console.note("%s is open to every program on this machine (%s).".formatted(server.name(),
                        server.instance().gymscope().auth() == Auth.NONE
                                ? "gymscope.auth: none"
                                : "its env is handed no {token}"));
            }
            if (json) {
                console.print(Json.write(line(server.name(), server.implementation(), server.token(), state)));
            } else {
                say(server, state, single);
            }
        }
    }

    /** A program that ended, for instance: the others go on. */
    private void tellEnd(ManagedServer server, Failed how) {
        console.note("%s failed. %s %s".formatted(server.name(), how.reason(), how.hint()));
        if (json) {
            console.print(Json.write(line(server.name(), server.implementation(), server.token(), how)));
        }
    }

    private void say(ManagedServer server, ServerState state, boolean single) {
        switch (state) {
            case Running(URI url) -> console.print("%s %s %s".formatted(server.name(), server.implementation(), url));
            case NotStarted(String reason) -> console.note("%s is not started. %s".formatted(server.name(), reason));
            case Failed(String reason, String hint) when !single ->
                console.note("%s failed. %s %s".formatted(server.name(), reason, hint));
            default -> {
                // A single server's failure is the command's own, told when it ends.
            }
        }
    }

    /** A head server that can't be opened is a failure only where the configuration asks for it: several may serve at once. */
    private void reportHead(ServerFleet fleet, ServerState state, ResolvedConfig config, List<Failed> failures) {
        if (state instanceof Failed failed && ServerFleet.asksForHead(config)) {
            failures.add(failed);
        }
        if (json) {
            console.print(Json.write(line(HeadServer.NAME, HeadServer.NAME, fleet.headToken(), state)));
        } else if (state instanceof Running(URI url)) {
            console.print("%s %s %s".formatted(HeadServer.NAME, HeadServer.NAME, url));
        } else if (state instanceof Failed(String reason, String hint)) {
            console.note("%s %s".formatted(reason, hint));
        }
    }

    private static ObjectNode line(String name, String kind, @Nullable Secret token, ServerState state) {
        ObjectNode line = Json.object().put("name", name).put("kind", kind);
        switch (state) {
            case Running(URI url) -> {
                line.put("url", url.toString());
                if (token != null) {
                    line.put("token", token.reveal());
                }
                line.put("state", "running");
            }
            case Failed(String reason, String hint) -> line.put("state", "failed").put("reason", reason).put("hint", hint);
            case NotStarted(String reason) -> line.put("state", "not_started").put("reason", reason);
            default -> line.put("state", state.label());
        }
        return line;
    }
}
