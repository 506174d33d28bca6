package gymscope.servers;

import gymscope.config.ServerInstance;
import gymscope.servers.capture.CapturedRoutes;
import gymscope.servers.capture.RefusedCalls;
import gymscope.servers.http.CallObserver;
import gymscope.servers.http.Guard;
import gymscope.servers.http.HttpListener;
import gymscope.servers.http.Route;
import gymscope.servers.http.Router;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.ModelServerKind;
import gymscope.servers.model.ServerContext;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One start of a server that answers inside this process. */
final class HostedLaunch implements Launch {

    private final ServerInstance instance;
    private final ModelServerKind kind;
    private final ServerContext context;
    private final @Nullable Secret token;
    private final CallObserver observer;
    private final CapturedRoutes capture;

    private @Nullable ModelServer server;
    private @Nullable HttpListener listener;
    private @Nullable RefusedCalls refused;
    private boolean closed;

    HostedLaunch(ServerInstance instance, ModelServerKind kind, ServerContext context, @Nullable Secret token,
            CallObserver observer, CapturedRoutes capture) {
        this.instance = instance;
        this.kind = kind;
        this.context = context;
        this.token = token;
        this.observer = observer;
        this.capture = capture;
    }

    @Override
    public URI open() throws IOException {
        ModelServer made = kind.create(instance, context);
        synchronized (this) {
            server = made;
            if (closed) {
                made.close();
                throw new IOException("it was stopped while it started");
            }
            Guard guard = new Guard(token);
            CallMetrics metrics = new CallMetrics(observer, instance.name(), instance.implementation(), made.routes());
            List<Route> routes = new ArrayList<>(capture.around(routesOf(made)));
            routes.add(metrics.route());
            RefusedCalls refusals = capture.refusals(metrics);
            refused = refusals;
            listener = HttpListener.open(new HttpListener.Settings(instance.host(), instance.port(), guard), new Router(routes),
                    refusals);
            String host = instance.host().contains(":") && !instance.host().startsWith("[")
                    ? "[" + instance.host() + "]"
                    : instance.host();
            return URI.create("http://%s:%d".formatted(host, listener.port()));
        }
    }

    /** All that a model server answers: its own routes, and {@code GET /} as every server of NeMo Gym has it. */
    static List<Route> routesOf(ModelServer server) {
        Route alive = Route.get("/", call -> call.respond(200, Json.object().put("status", "ok")));
        return Stream.concat(Stream.of(alive), server.routes().stream()).toList();
    }

    @Override
    public synchronized @Nullable String model() {
        return server == null ? null : server.model();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (listener != null) {
            listener.close();
        }
        if (refused != null) {
            refused.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
