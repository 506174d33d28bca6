package gymscope.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import gymscope.servers.process.ProgramFigures.NotOffered;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramSettings.Plan;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings of a program's metrics over a real socket. */
class MetricsWatchTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder = Path.of("");

    private final LinkedBlockingQueue<ProgramFigures> figures = new LinkedBlockingQueue<>();
    private HttpServer server;
    private Program program;
    private volatile int status = 200;
    private volatile String text = "";
    private volatile String shown = "";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        program = Program.start(new Plan(List.of("sleep", "100"), Map.of(), NOWHERE, null, null), folder, Duration.ofSeconds(1),
                null, line -> {});
    }

    @AfterEach
    void close() {
        program.close();
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort()));
    }

    private MetricsWatch watch() {
        return new MetricsWatch(program, address(), Secret.of("program-token"), figures::add);
    }

    @Test
    void vllmTellsAllOfIt() {
        text = MetricsTexts.vllm(98_000);
        MetricsWatch watch = watch();

        assertThat(watch.read()).contains(new Told(new ProgramMetrics(14L, 2L, 0.4375, 655L, 1_204_000L, 98_000L), 0));
        assertThat(shown).isEqualTo("Bearer program-token");

        text = MetricsTexts.vllm(98_400);
        assertThat(watch.read()).get()
                .isInstanceOfSatisfying(Told.class, told -> assertThat(told.tokensPerSecond()).isPositive());
        text = MetricsTexts.vllm(0);
        assertThat(watch.read()).as("started again").get()
                .isInstanceOfSatisfying(Told.class, told -> assertThat(told.tokensPerSecond()).isZero());
    }

    @Test
    void llamaServerTellsNoCacheAndNoAnswers() {
        text = MetricsTexts.LLAMA_SERVER;

        assertThat(watch().read()).contains(new Told(new ProgramMetrics(2L, 5L, null, null, 12L, 20L), 0));
    }

    @Test
    void whatOffersNothingIsAskedOnce() throws Exception {
        isNotOffered(404, "Not Found", "%s answers 404: Not Found.".formatted(address()), "");
        isNotOffered(501, "{\"error\": 1}", "%s answers 501: {\"error\": 1}.".formatted(address()),
                "A llama-server offers them when it is started with --metrics.");
        isNotOffered(200, "process_open_fds 12", "%s tells nothing under the names of vLLM or llama-server.".formatted(address()),
                "");
    }

    private void isNotOffered(int answered, String body, String reason, String hint) throws InterruptedException {
        status = answered;
        text = body;
        watch().run();
        assertThat(figures.poll()).isEqualTo(new NotOffered(reason, hint));
        assertThat(figures).isEmpty();
    }

    @Test
    void whatIsNotThereForAMomentIsAskedAgain() throws Exception {
        status = 503;
        assertThat(watch().read()).isEqualTo(Optional.empty());
        text = MetricsTexts.LLAMA_SERVER;
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                watch().run();
            } catch (InterruptedException ended) {
                Assertions.fail(ended);
            }
        });
        status = 200;
        assertThat(figures.poll(30, TimeUnit.SECONDS)).isInstanceOf(Told.class);

        program.close();

        assertThat(thread.join(Duration.ofSeconds(30))).as("it ends with the program").isTrue();
    }
}
