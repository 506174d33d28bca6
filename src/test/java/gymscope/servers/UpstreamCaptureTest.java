package gymscope.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.GymscopeSettings;
import gymscope.config.GymscopeSettings.Auth;
import gymscope.config.GymscopeSettings.Compat;
import gymscope.config.ResolvedConfig;
import gymscope.config.UpstreamSettings;
import gymscope.servers.http.Wire;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ServedExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the requests that a served call makes to its upstream. */
class UpstreamCaptureTest {

    private static final String COMPLETION = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"up\",\"choices\":"
            + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Bern\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}";
    private static final String OPENAI = "{\"openai_base_url\":\"%s\",\"openai_api_key\":\"upstream-key\",\"openai_model\":\"up\"}";
    private static final String VLLM = "{\"base_url\":\"%s\",\"api_key\":\"upstream-key\",\"model\":\"up\","
            + "\"return_token_id_information\":false,\"uses_reasoning_parser\":true}";

    @TempDir
    Path folder;

    private final KeptExchanges kept = new KeptExchanges();
    private final MockWebServer upstream = new MockWebServer();
    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private ServerFleet fleet = new ServerFleet(List.of(), () -> Path.of(""), new RunFile(Path.of("")));

    @BeforeEach
    void open() throws IOException {
        upstream.start();
        fleet = new ServerFleet(ModelServerKinds.standard(client), () -> Path.of(""), new RunFile(folder), kept);
    }

    @AfterEach
    void close() {
        fleet.close();
        client.close();
        upstream.close();
    }

    @Test
    void aRewrittenRequestIsKeptBesideTheServedOne() throws Exception {
        upstream.enqueue(answer(200, COMPLETION));
        String got = ask("openai_model", OPENAI, "/v1/chat/completions", "{\"model\":\"mine\",\"messages\":[]}");

        ServedExchange served = kept.take();
        Exchange exchange = served.toExchange();
        List<Exchange> sent = served.upstream(exchange);
        assertThat(exchange.requestBody()).isEqualTo("{\"model\":\"mine\",\"messages\":[]}");
        assertThat(sent).singleElement().satisfies(attempt -> {
            assertThat(attempt.url())
                    .isEqualTo(upstream.url("/v1/chat/completions").toString().replace("localhost", "127.0.0.1"));
            assertThat(attempt.requestBody()).isEqualTo("{\"model\":\"up\",\"messages\":[]}");
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.responseBody()).as("handed on").isEqualTo(COMPLETION);
            assertThat(attempt.requestHeaders().values()).noneMatch(value -> value.contains("upstream-key"));
        });
        assertThat(Wire.bodyOf(got)).isEqualTo(COMPLETION);
    }

    @Test
    void whatIsSentAsItCameIsNotKeptTwice() throws Exception {
        upstream.enqueue(answer(200, COMPLETION));
        ask("openai_model", OPENAI, "/v1/chat/completions", "{\"model\":\"up\",\"messages\":[]}");

        ServedExchange served = kept.take();
        assertThat(served.upstream(served.toExchange())).isEmpty();
    }

    @Test
    void aConvertedCallIsKeptInBothDialects() throws Exception {
        upstream.enqueue(answer(200, COMPLETION));
        ask("vllm_model", VLLM, "/v1/responses", "{\"input\":\"capital?\"}");

        ServedExchange served = kept.take();
        Exchange exchange = served.toExchange();
        assertThat(exchange.responseBody()).contains("\"object\":\"response\"");
        assertThat(served.upstream(exchange)).singleElement().satisfies(attempt -> {
            assertThat(attempt.url()).endsWith("/v1/chat/completions");
            assertThat(Json.write(Json.parse(attempt.requestBody()).path("messages"))).contains("capital?");
            assertThat(attempt.responseBody()).isEqualTo(COMPLETION);
        });
    }

    @Test
    void aConvertedStreamIsKeptWithItsEvents() throws Exception {
        String chunk = "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"role\":\"assistant\",\"content\":\"Bern\"},\"finish_reason\":\"stop\"}]}";
        String stream = "data: " + chunk + "\n\ndata: [DONE]\n\n";
        upstream.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream").body(stream).build());
        ask("vllm_model", VLLM, "/v1/responses", "{\"input\":\"capital?\",\"stream\":true}");

        ServedExchange served = kept.take();
        Exchange exchange = served.toExchange();
        assertThat(exchange.responseBody()).contains("response.completed");
        assertThat(served.upstream(exchange)).singleElement().satisfies(attempt -> {
            assertThat(attempt.responseBody()).isEqualTo(stream);
            assertThat(attempt.events()).hasSize(2).allMatch(event -> !event.arrival().isNegative());
        });
    }

    @Test
    void everyAttemptIsKeptWithItsStatus() throws Exception {
        upstream.enqueue(answer(503, "{\"error\":{\"message\":\"busy\"}}"));
        upstream.enqueue(answer(200, COMPLETION));
        ask("openai_model", OPENAI, "/v1/chat/completions", "{\"model\":\"up\",\"messages\":[]}");

        ServedExchange served = kept.take();
        List<Exchange> sent = served.upstream(served.toExchange());
        assertThat(sent).extracting(Exchange::status).containsExactly(503, 200);
        assertThat(sent.getLast().responseBody()).isEqualTo(COMPLETION);
    }

    @Test
    void strictServersTellOfEachRetryAsNemoGymDoes() throws Exception {
        upstream.enqueue(answer(503, "busy: upstream-key"));
        upstream.enqueue(answer(400, "no"));
        ask("openai_model", OPENAI, "/v1/chat/completions", "{\"messages\":[]}", Compat.STRICT);

        assertThat(fleet.servers().getFirst().log()).extracting(ServerLog.Line::text)
                .contains(("[model_retry url=http://127.0.0.1:%d/v1/chat/completions status=503 kind=rate_limit try=1 max_tries=4"
                        + " error_msg=busy: ••••]").formatted(upstream.getPort()))
                .filteredOn(line -> line.startsWith("[model_retry")).hasSize(1);
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).addHeader("Content-Type", "application/json").body(body).build();
    }

    private String ask(String kind, String settings, String path, String body) throws Exception {
        return ask(kind, settings, path, body, Compat.BETTER);
    }

    private String ask(String kind, String settings, String path, String body, Compat compat) throws Exception {
        GymscopeSettings open = new GymscopeSettings(Auth.NONE, null, compat,
                new UpstreamSettings(3, 120, 10, 600, 3600, null, null));
        String address = "http://127.0.0.1:%d/v1".formatted(upstream.getPort());
        ManagedServer server = fleet.add(new ResolvedConfig(Json.object(),
                List.of(Instances.model("policy_model", kind, settings.formatted(address), 0, open)), open, Map.of(), List.of(),
                folder, List.of())).getFirst();
        server.start();
        server.await();
        return Wire.exchange(Objects.requireNonNull(server.url()).getPort(), "POST", path,
                "Host: localhost\r\nContent-Type: application/json\r\n", body);
    }
}
