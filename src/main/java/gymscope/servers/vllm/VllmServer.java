package gymscope.servers.vllm;

import gymscope.client.Payload;
import gymscope.servers.chat.ChatServer;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.Route;
import gymscope.servers.model.Dialects;
import gymscope.servers.model.ModelRoutes;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.Session;
import gymscope.servers.model.Sessions;
import gymscope.servers.upstream.RequestRewrite;
import gymscope.servers.upstream.Upstream;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A server in front of vLLM: the three dialects, and vLLM's own endpoints handed on. */
final class VllmServer implements ModelServer, Dialects {

    private final VllmSettings settings;
    private final VllmBackend backend;
    private final ChatServer chat;
    private final RequestRules rules;
    private final RequestRewrite rewrite;
    private final Sessions sessions;

    VllmServer(VllmSettings settings, List<Upstream> engines, Sessions sessions) {
        this.settings = settings;
        this.backend = new VllmBackend(settings, engines);
        this.chat = new ChatServer(backend);
        this.rules = new RequestRules(settings);
        this.rewrite = new RequestRewrite(settings.model(), Json.object(), false);
        this.sessions = sessions;
    }

    @Override
    public String model() {
        return settings.model();
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(ModelRoutes.of(sessions, this));
        for (String path : List.of("/v1/completions", "/tokenize", "/detokenize")) {
            String upstream = path.startsWith("/v1") ? path.substring(3) : "/" + path;
            routes.add(Route.post(path, call -> handOn(call, upstream)));
        }
        Session anyone = new Session("", false);
        routes.add(Route.get("/v1/models", call -> backend.engine(anyone, Json.object()).handOnGet(call, "/models")));
        return routes;
    }

    @Override
    public void close() {
        // The client is shared; calls under way ended with the listener.
    }

    @Override
    public void chat(HttpCall call, Session session) throws IOException, InterruptedException {
        chat.chat(call, session);
    }

    @Override
    public void responses(HttpCall call, Session session) throws IOException, InterruptedException {
        if (!settings.responsesNative()) {
            chat.responses(call, session);
            return;
        }
        ObjectNode request = call.json();
        backend.engine(session, request).handOnPost(call, "/responses", Payload.of(rules.responses(request)));
    }

    @Override
    public void messages(HttpCall call, Session session) throws IOException, InterruptedException {
        chat.messages(call, session);
    }

    private void handOn(HttpCall call, String path) throws IOException {
        ObjectNode request = call.json();
        String body = rewrite.apply(new String(call.body(), StandardCharsets.UTF_8));
        backend.engine(sessions.of(call), request).handOnPost(call, path,
                Payload.of(body.getBytes(StandardCharsets.UTF_8), request.path("stream").asBoolean(false)));
    }
}
