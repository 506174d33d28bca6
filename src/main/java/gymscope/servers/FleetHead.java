package gymscope.servers;

import gymscope.config.GymscopeSettings.Auth;
import gymscope.config.Origin;
import gymscope.config.ResolvedConfig;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.NotStarted;
import gymscope.servers.ServerState.Running;
import gymscope.servers.ServerState.Stopped;
import gymscope.servers.head.HeadInstance;
import gymscope.servers.head.HeadServer;
import gymscope.servers.head.HeadView;
import gymscope.servers.http.CallObserver;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The head server of a fleet: it hands out the configurations of all its servers as one. Thread-safe. */
final class FleetHead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetHead.class);
    private static final Path PROC = Path.of("/proc");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST = 65_535;

    private final List<ManagedServer> servers;
    private final Runnable stateChanged;
    private final List<ResolvedConfig> configs = new CopyOnWriteArrayList<>();
    private volatile ServerState state = new Stopped();
    private volatile Wish wish = Wish.NONE;
    private @Nullable HeadServer server;
    private boolean ended;

    /**
     * Where one is to listen and what its callers must show.
     *
     * @param token null for an open one
     * @param fixed whether the token is the configuration's own
     */
    private record Wish(String host, int port, @Nullable Secret token, boolean fixed) {

        private static final Wish NONE = new Wish(LOOPBACK, HeadServer.PORT, null, false);

        static Wish of(ResolvedConfig config) {
            JsonNode head = config.values().path(HeadServer.NAME);
            String host = head.path("host").asString("");
            Secret given = config.settings().token();
            Secret token = config.settings().auth() == Auth.NONE ? null : given == null ? Secret.random() : given;
            return new Wish(host.isBlank() ? LOOPBACK : host, head.path("port").asInt(HeadServer.PORT), token, given != null);
        }

        boolean isOpen() {
            return token == null;
        }

        /** Whether one that was opened like this is what another wish wants too: tokens made for it are as good. */
        boolean serves(Wish other) {
            boolean place = host.equals(other.host) && port == other.port;
            boolean guard = (other.fixed || other.isOpen()) ? Objects.equals(token, other.token) : !isOpen();
            return place && guard;
        }
    }

    /** Tells of these servers as they are whenever it is asked. */
    FleetHead(List<ManagedServer> servers, Runnable stateChanged) {
        this.servers = servers;
        this.stateChanged = stateChanged;
    }

    /** Hands out this configuration too, as long as the fleet has a server of it; where two differ, the later one counts. */
    void know(ResolvedConfig config) {
        configs.removeIf(known -> !isUsed(known));
        configs.add(config);
    }

    /** The configuration that a server is of. */
    Optional<ResolvedConfig> configOf(ManagedServer managed) {
        return configs.stream().filter(config -> config.servers().contains(managed.instance())).findFirst();
    }

    private boolean isUsed(ResolvedConfig config) {
        return config.servers().stream()
                .anyMatch(instance -> servers.stream().anyMatch(managed -> managed.instance().equals(instance)));
    }

    /** Whether a configuration says where the head server is to be. */
    static boolean isAskedFor(ResolvedConfig config) {
        return config.origins().entrySet().stream().anyMatch(
                origin -> origin.getKey().startsWith(HeadServer.NAME + ".") && !origin.getValue().equals(Origin.DEFAULT));
    }

    ServerState open(ResolvedConfig config) {
        return open(Wish.of(config));
    }

    /** Opens one unless one runs that serves this configuration as well: only its own wishes open another. */
    ServerState keepOrOpen(ResolvedConfig config) {
        Wish wanted = Wish.of(config);
        boolean particular = isAskedFor(config) || wanted.isOpen() || wanted.fixed;
        return state instanceof Running && (!particular || wish.serves(wanted)) ? state : open(wanted);
    }

    /** Tries once more what was wished last. */
    ServerState again() {
        return state instanceof Running ? state : open(wish);
    }

    ServerState state() {
        return state;
    }

    @Nullable
    Secret token() {
        return state instanceof Running ? wish.token : null;
    }

    /** Ends it for good. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            shut();
        }
        stateChanged.run();
    }

    private ServerState open(Wish wanted) {
        synchronized (this) {
            shut();
            wish = wanted;
            state = ended ? new Stopped() : opened(wanted.host, wanted.port, wanted.token);
        }
        stateChanged.run();
        return state;
    }

    private synchronized void shut() {
        if (server != null) {
            server.close();
            server = null;
        }
        state = new Stopped();
    }

    private synchronized ServerState opened(String host, int port, @Nullable Secret token) {
        String key = "Give it another one with ++head_server.port=11001, or 0 for a free one.";
        if (port < 0 || port > MOST) {
            return new Failed("head_server.port is %d, which is no port.".formatted(port), key);
        }
        try {
            HeadServer fresh = HeadServer.open(this::view, host, port, token, new Quiet());
            server = fresh;
            return new Running(fresh.url());
        } catch (BindException taken) {
            String owner = new PortOwner(PROC).of(port).map(" by %s"::formatted).orElse("");
            return new Failed("The head server's port %d of %s is taken%s.".formatted(port, host, owner), key);
        } catch (IOException | IllegalArgumentException problem) {
            return new Failed("The head server can't listen on %s: %s.".formatted(host, Fault.sentenceOf(problem)),
                    "Set head_server.host to 127.0.0.1.");
        }
    }

    /** An open one tells only of configurations that are open themselves: a token would not guard the others any more. */
    private HeadView view() {
        boolean open = wish.isOpen();
        List<ResolvedConfig> told = configs.stream()
                .filter(config -> isUsed(config) && (!open || config.settings().auth() == Auth.NONE)).toList();
        ObjectNode values = Json.object();
        told.forEach(config -> config.values().properties().forEach(entry -> values.set(entry.getKey(), entry.getValue())));
        String folder = told.isEmpty() ? "" : told.getLast().folder().toString();
        List<HeadInstance> instances = servers.stream()
                .filter(managed -> told.stream().anyMatch(config -> config.servers().contains(managed.instance())))
                .map(FleetHead::instance).toList();
        return new HeadView(values, folder, instances);
    }

    private static HeadInstance instance(ManagedServer managed) {
        ServerState now = managed.state();
        String reason = switch (now) {
            case Failed(String why, String _) -> why;
            case NotStarted(String why) -> why;
            default -> "";
        };
        String entrypoint = managed.instance().text("entrypoint");
        return new HeadInstance(managed.name(), managed.kind(), managed.implementation(),
                entrypoint == null ? "app.py" : entrypoint, now instanceof Running(var url) ? url : null, managed.runningSince(),
                now.label(), reason, managed.isStartable());
    }

    /** Calls of the head server are of no interest on the Servers screen; they are in the debug log. */
    private static final class Quiet implements CallObserver {

        @Override
        public void started() {
            // Nothing is counted.
        }

        @Override
        public void generated(long tokens) {
            // It generates none.
        }

        @Override
        public void finished(Finished call) {
            LOG.debug("{} {} {}", call.method(), call.path(), call.status());
        }
    }
}
