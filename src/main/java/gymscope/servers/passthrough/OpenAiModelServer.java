package gymscope.servers.passthrough;

import gymscope.client.Payload;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.Route;
import gymscope.servers.model.Dialects;
import gymscope.servers.model.KnownMembers;
import gymscope.servers.model.ModelRoutes;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.Session;
import gymscope.servers.model.Sessions;
import gymscope.servers.upstream.Reply;
import gymscope.servers.upstream.RequestRewrite;
import gymscope.servers.upstream.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Hands requests on to an upstream and its answers back, status, errors and streams included. */
final class OpenAiModelServer implements ModelServer, Dialects {

    private final OpenAiModelSettings settings;
    private final Upstream upstream;
    private final RequestRewrite rewrite;
    private final RequestRewrite rewriteOfResponses;
    private final UnaryOperator<ObjectNode> repair;
    private final boolean repairs;
    private final MessagesOverResponses messages;
    private final List<Route> routes;

    /** @param given makes a Response of what the upstream answers on {@code /responses}; null where it is one */
    OpenAiModelServer(OpenAiModelSettings settings, Upstream upstream, Sessions sessions,
            @Nullable UnaryOperator<ObjectNode> given) {
        this.settings = settings;
        this.upstream = upstream;
        this.rewrite = new RequestRewrite(settings.model(), settings.extraBody(), false);
        this.rewriteOfResponses = new RequestRewrite(settings.model(), settings.extraBody(), settings.dropReasoning());
        this.repairs = given != null;
        this.repair = given == null ? UnaryOperator.identity() : given;
        this.messages = new MessagesOverResponses(settings, upstream, repair);
        List<Route> all = new ArrayList<>(ModelRoutes.of(sessions, this));
        all.addAll(List.of(Route.post("/v1/completions", call -> handOn(call, "/completions", read(call, rewrite))),
                Route.post("/tokenize", call -> handOn(call, "//tokenize", read(call, rewrite))),
                Route.post("/detokenize", call -> handOn(call, "//detokenize", read(call, rewrite))),
                Route.get("/v1/models", call -> upstream.handOnGet(call, "/models"))));
        this.routes = List.copyOf(all);
    }

    @Override
    public String model() {
        return settings.model();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        // The client is shared; calls under way ended with the listener.
    }

    @Override
    public void chat(HttpCall call, Session session) throws IOException {
        Sent sent = read(call, rewrite);
        KnownMembers.CHAT.tellUnknown(sent.request(), call);
        handOn(call, "/chat/completions", sent);
    }

    @Override
    public void responses(HttpCall call, Session session) throws IOException {
        Sent sent = read(call, rewriteOfResponses);
        KnownMembers.RESPONSES.tellUnknown(sent.request(), call);
        if (!repairs || sent.stream()) {
            handOn(call, "/responses", sent);
            return;
        }
        Reply reply = upstream.ask(call, "/responses", sent.body());
        if (reply.isError()) {
            reply.handOn(call);
        } else {
            ObjectNode response = repair.apply(reply.json());
            call.countTokens(response.path("usage").path("output_tokens").asLong(0));
            call.respond(reply.status(), response);
        }
    }

    @Override
    public void messages(HttpCall call, Session session) {
        messages.answer(call);
    }

    /** A request as it came and as it goes out. */
    private record Sent(ObjectNode request, Payload body, boolean stream) {}

    private static Sent read(HttpCall call, RequestRewrite rewrite) {
        ObjectNode request = call.json();
        boolean stream = request.path("stream").asBoolean(false);
        String body = rewrite.apply(new String(call.body(), StandardCharsets.UTF_8));
        return new Sent(request, Payload.of(body.getBytes(StandardCharsets.UTF_8), stream), stream);
    }

    private void handOn(HttpCall call, String path, Sent sent) throws IOException {
        upstream.handOnPost(call, path, sent.body());
    }
}
