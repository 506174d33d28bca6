package gymscope.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.config.GymscopeSettings;
import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import gymscope.servers.http.CallObserver;
import gymscope.servers.http.Guard;
import gymscope.servers.http.HttpListener;
import gymscope.servers.http.Router;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.ServerContext;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A local model on a real port, with a client beside it. */
final class DemoServer implements AutoCloseable, CallObserver {

    static final String WEATHER_TOOL = """
            {"type": "function", "function": {"name": "get_weather", "description": "Get the weather in a city",
             "parameters": {"type": "object", "properties": {"city": {"type": "string", "description": "City name"}},
                            "required": ["city"]}}}""";

    private static final Path DEMO = Path.of("src/demo-model/gymscope-demo-q8_0.gguf");
    private static final int PATIENCE_SECONDS = 60;

    private final ModelServer server;
    private final HttpListener listener;
    private final Secret token = Secret.random();
    private final ApiClient client = new ApiClient(exchange -> {});
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();

    /** @param model {@code demo} or the path of a file */
    DemoServer(String model) throws IOException {
        ObjectNode settings = Json.object().put("entrypoint", "app.py").put("model", model);
        if (model.equals("demo")) {
            settings.put("model_name", "gymscope-demo");
        }
        ServerInstance instance = new ServerInstance("policy_model", ServerKind.MODEL, "local_model", settings, "127.0.0.1", 0,
                GymscopeSettings.DEFAULT);
        server = new LocalModelKind().create(instance, new ServerContext(Path.of("."), () -> DEMO, log::add));
        listener = HttpListener.open(new HttpListener.Settings("127.0.0.1", 0, new Guard(token)), new Router(server.routes()),
                this);
    }

    URI base() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(listener.port()));
    }

    String token() {
        return token.reveal();
    }

    Endpoint endpoint() {
        return new Endpoint("demo", base(), token, null);
    }

    /** Posts and gives the exchange, whatever its status. */
    Exchange post(String path, String body) {
        return client.newCall(ApiRequest.post(endpoint(), path, Json.parse(body))).execute();
    }

    Exchange get(String path) {
        return client.newCall(ApiRequest.get(endpoint(), path)).execute();
    }

    /** Posts and gives the answer, which must be 200. */
    JsonNode ok(String path, String body) {
        return answer(post(path, body));
    }

    /** The answer of an exchange that must have gone well, whole or added up from its events. */
    static JsonNode answer(Exchange exchange) {
        assertThat(exchange.problem()).isNull();
        JsonNode answer = exchange.answer();
        if (answer == null) {
            throw new AssertionError("no answer: " + exchange.responseBody());
        }
        return answer;
    }

    /** A chat request for one user message, with further members. */
    static String chat(String text, String more) {
        ObjectNode body = Json.parseObject("{" + more + "}");
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        return Json.write(body);
    }

    /** Posts a chat and gives its first choice. */
    JsonNode choice(String text, String more) {
        return ok("/chat/completions", chat(text, more)).path("choices").path(0);
    }

    /** The 400 that a body gets. */
    JsonNode refusal(String path, String body) {
        Exchange exchange = post(path, body);
        assertThat(exchange.status()).as(exchange.responseBody()).isEqualTo(400);
        return Json.parse(exchange.responseBody()).path("error");
    }

    /** The next line of the log; waits for it. */
    String logLine() throws InterruptedException {
        return waitedFor(log.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    BlockingQueue<String> log() {
        return log;
    }

    /** The next call that ends; waits for it. */
    Finished finishedCall() throws InterruptedException {
        return waitedFor(finished.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    BlockingQueue<Finished> finishedCalls() {
        return finished;
    }

    @Override
    public void started() {
        // Only ends are looked at.
    }

    @Override
    public void generated(long tokens) {
        // Told again with the end.
    }

    @Override
    public void finished(Finished call) {
        finished.add(call);
    }

    @Override
    public void close() {
        listener.close();
        server.close();
        client.close();
    }

    ApiClient client() {
        return client;
    }

    static Duration patience() {
        return Duration.ofSeconds(PATIENCE_SECONDS);
    }

    private static <T> T waitedFor(T thing) {
        if (thing == null) {
            throw new AssertionError("nothing came within %d s".formatted(PATIENCE_SECONDS));
        }
        return thing;
    }
}
