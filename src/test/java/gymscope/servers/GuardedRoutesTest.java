package gymscope.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ServerInstance;
import gymscope.servers.capture.CapturedRoutes;
import gymscope.servers.capture.OpenCalls;
import gymscope.servers.http.CallObserver;
import gymscope.servers.http.Route;
import gymscope.servers.http.Wire;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.ModelServerKind;
import gymscope.servers.model.ServerContext;
import gymscope.wire.Secret;
import gymscope.wire.ServedSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every route of every kind of server stands behind the guards; a kind without settings here fails the test. */
class GuardedRoutesTest {

    private static final String OPENAI = "\"openai_base_url\":\"<upstream>/v1\",\"openai_api_key\":\"k\",\"openai_model\":\"m\"";
    private static final String VLLM = "{\"base_url\":\"<upstream>/v1\",\"api_key\":\"k\",\"model\":\"m\","
            + "\"return_token_id_information\":false,\"uses_reasoning_parser\":true}";
    private static final Map<String, String> SETTINGS = Map.of("openai_model", "{" + OPENAI + "}", "litellm_model",
            "{" + OPENAI + "}", "azure_openai_model",
            "{" + OPENAI + ",\"num_concurrent_requests\":8,\"default_query\":{\"api-version\":\"2024-10-21\"}}", "vllm_model",
            VLLM, "genrm_model", VLLM, "inference_provider",
            "{\"base_url\":\"<upstream>/v1\",\"api_key\":\"k\",\"model\":\"m\"}", "local_model",
            "{\"entrypoint\":\"app.py\",\"model\":\"demo\",\"model_name\":\"demo\"}");
    private static final Path DEMO = Path.of(System.getProperty("gymscope.home", "."), "src", "demo-model",
            "gymscope-demo-q8_0.gguf");
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String TOKEN = "Authorization: Bearer secret\r\n";

    @TestFactory
    Stream<DynamicContainer> everyRouteIsGuarded() {
        ApiClient client = new ApiClient(ExchangeSink.NONE);
        return ModelServerKinds.standard(client).stream()
                .map(kind -> DynamicContainer.dynamicContainer(kind.implementation(),
                        Stream.of(DynamicTest.dynamicTest("routes", () -> check(kind)))));
    }

    private static void check(ModelServerKind kind) throws IOException {
        try (MockWebServer upstream = new MockWebServer()) {
            upstream.setDispatcher(new Dispatcher() {

                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder().body("{\"litellm_version\":\"1.83.0\"}").build();
                }
            });
            upstream.start();
            check(kind, upstream.url("/").toString().replaceAll("/$", ""));
        }
    }

    private static void check(ModelServerKind kind, String upstream) throws IOException {
        ServerInstance instance = Instances.model("s", kind.implementation(),
                Objects.requireNonNull(SETTINGS.get(kind.implementation())).replace("<upstream>", upstream), 0,
                Instances.withToken("secret"));
        ServerContext context = new ServerContext(Path.of(""), () -> DEMO, line -> {});
        try (HostedLaunch launch = new HostedLaunch(instance, kind, context, Secret.of("secret"), new Silent(),
                new CapturedRoutes("s", ServedSink.NONE, new OpenCalls()));
                ModelServer twin = kind.create(instance, context)) {
            int port = launch.open().getPort();
            List<Route> routes = new ArrayList<>(HostedLaunch.routesOf(twin));
            routes.add(new CallMetrics(new Silent(), "s", kind.implementation(), routes).route());
            assertThat(routes).extracting(Route::path).contains("/", "/v1/models", "/v1/chat/completions", "/v1/responses",
                    "/v1/messages", "/health", "/metrics");
            for (Route route : routes) {
                check(port, route);
            }
        }
    }

    private static void check(int port, Route route) throws IOException {
        String path = route.path().replaceAll("\\{.*}", "x");
        for (String headers : List.of(HOST, HOST + "Authorization: Bearer wrong\r\n")) {
            assertThat(ask(port, route, path, headers)).as("%s %s with %s", route.method(), path, headers).isEqualTo(401);
        }
        for (String headers : List.of("Host: evil.example\r\n" + TOKEN, "Host: 10.0.0.1\r\n" + TOKEN,
                HOST + TOKEN + "Origin: http://evil.example\r\n", HOST + TOKEN + "Origin: null\r\n")) {
            assertThat(ask(port, route, path, headers)).as("%s %s with %s", route.method(), path, headers).isEqualTo(403);
        }
        assertThat(ask(port, route, path, HOST + TOKEN)).as("%s %s as it should be", route.method(), path).isNotIn(401, 403, 405);
    }

    private static int ask(int port, Route route, String path, String headers) throws IOException {
        return Wire.status(Wire.exchange(port, route.method(), path, headers, route.method().equals("GET") ? "" : "{}"));
    }

    private static final class Silent implements CallObserver {

        @Override
        public void started() {
        }

        @Override
        public void generated(long tokens) {
        }

        @Override
        public void finished(Finished call) {
        }
    }
}
