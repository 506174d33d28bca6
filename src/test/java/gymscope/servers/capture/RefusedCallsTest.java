package gymscope.servers.capture;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.servers.KeptExchanges;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.http.HttpListener;
import gymscope.servers.http.Wire;
import gymscope.wire.Exchange;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedSink;
import gymscope.workspace.history.History;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryLimits;
import gymscope.workspace.history.HistoryReader.Kept;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that the guards of a real server refuse are exchanges of it, few of a flood. */
class RefusedCallsTest {

    private static final Pattern COUNT = Pattern.compile("It stands for ([0-9,]+) refused calls within");
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String TOKEN = "Authorization: Bearer the-right-token\r\n";

    @TempDir
    Path folder = Path.of("");

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private final KeptExchanges kept = new KeptExchanges();
    private ServerFleet fleet = new ServerFleet(List.of(), () -> Path.of(""), new RunFile(Path.of("")));

    @BeforeEach
    void make() {
        fleet = fleet(kept);
    }

    @AfterEach
    void close() {
        fleet.close();
        client.close();
    }

    @Test
    void eachKindOfRefusalIsKeptWithItsStatus() throws Exception {
        int port = served();

        Wire.exchange(port, "POST", "/v1/responses", HOST + "Authorization: Bearer wrong\r\n", "{\"input\":\"a secret\"}");
        Exchange unauthorized = kept.take().toExchange();
        assertThat(unauthorized.status()).isEqualTo(401);
        assertThat(unauthorized.endpoint()).isEqualTo("policy_model");
        assertThat(unauthorized.url()).isEqualTo("http://127.0.0.1/v1/responses");
        assertThat(unauthorized.requestBody()).isEmpty();
        assertThat(unauthorized.responseBody()).contains("The bearer token is missing or wrong");

        Wire.exchange(port, "GET", "/v1/models", "Host: evil.example\r\n" + TOKEN, "");
        assertThat(kept.take().toExchange().status()).isEqualTo(403);
        Wire.exchange(port, "GET", "/v1/" + "x".repeat(5000), HOST + TOKEN, "");
        Exchange unknown = kept.take().toExchange();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.url()).hasSizeLessThan(1100);
        assertThat(unknown.responseBody()).hasSizeLessThan(1100);
        try (Wire wire = new Wire(port)) {
            wire.send("POST /v1/responses HTTP/1.1\r\n%s%sContent-Length: %d\r\n\r\n".formatted(HOST, TOKEN,
                    HttpListener.MAX_BODY_BYTES + 1));
            assertThat(wire.readUntil("\r\n")).contains("413");
        }
        assertThat(kept.take().toExchange().status()).isEqualTo(413);
    }

    @Test
    void ofAFloodTheFirstAreKeptAndTheOthersCounted() throws Exception {
        int port = served();
        int calls = 200;

        for (int i = 0; i < calls; i++) {
            Wire.exchange(port, "GET", "/v1/models", HOST, "");
        }
        fleet.close();

        List<ServedExchange> all = kept.rest();
        assertThat(all.stream().mapToInt(RefusedCallsTest::calls).sum()).isEqualTo(calls);
        assertThat(all).hasSizeGreaterThanOrEqualTo(RefusedCalls.EACH + 1).hasSizeLessThan(calls / 2);
        assertThat(all).allSatisfy(exchange -> assertThat(exchange.answered().status()).isEqualTo(401));
    }

    @Test
    void theHistoryHasThemWithoutTheShownToken() throws Exception {
        try (History history = History.in(folder.resolve("history.db"), HistoryLimits.standard())) {
            fleet.close();
            fleet = fleet(history);
            Wire.exchange(served(), "GET", "/v1/sk-another-servers-key",
                    HOST + "Authorization: Bearer sk-another-servers-key\r\n",
                    "");
            fleet.close();
            assertThat(history.await(Duration.ofSeconds(30))).isTrue();

            Kept read = history.reader().load(history.reader().ids(HistoryFilter.ALL)[0]).orElseThrow();
            assertThat(read.row().server()).isEqualTo("policy_model");
            assertThat(read.row().status()).isEqualTo(401);
            assertThat(read.exchange().toString()).doesNotContain("sk-another-servers-key");
        }
    }

    private static int calls(ServedExchange exchange) {
        Matcher count = COUNT.matcher(String.join(" ", exchange.answered().warnings()));
        return count.find() ? Integer.parseInt(count.group(1).replace(",", "")) : 1;
    }

    private ServerFleet fleet(ServedSink sink) {
        return new ServerFleet(ModelServerKinds.standard(client), () -> Path.of("demo"), new RunFile(folder.resolve("run")),
                sink);
    }

    private int served() throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("config.yaml"), """
                gymscope: { token: the-right-token }
                policy_model:
                  responses_api_models:
                    openai_model: {entrypoint: app.py, openai_base_url: http://127.0.0.1:9/v1, openai_api_key: k, openai_model: m}
                """);
        ManagedServer server = fleet.add(ConfigLoader.load(new ConfigRequest(List.of(config), List.of(), folder))).getFirst();
        server.start();
        server.await();
        URI url = Objects.requireNonNull(server.url());
        return url.getPort();
    }
}
