package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.Json;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedExchange.Answered;
import gymscope.wire.ServedExchange.Asked;
import gymscope.wire.ServedExchange.Attempt;
import gymscope.wire.ServedExchange.Body;
import gymscope.wire.ServedExchange.Upstream;
import gymscope.workspace.Workspace;
import gymscope.workspace.history.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The history on the command line. */
class TrafficCommandTest {

    private static final Timing TIMING = new Timing(Duration.ofMillis(3), Duration.ofMillis(4), Duration.ofMillis(5));
    private static final Map<String, List<String>> JSON = Map.of("content-type", List.of("application/json"));
    private static final String ANSWER = "{\"model\":\"up\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Bern\"}}]}";

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path historyFile = Path.of("");

    @BeforeEach
    void keepTwo() throws InterruptedException {
        try (Workspace workspace = Workspace.open(folder)) {
            historyFile = workspace.historyFile();
            History history = workspace.history();
            history.accept(served("{\"model\":\"mine\",\"messages\":[]}", "up"));
            history.accept(served("{\"model\":\"up\",\"messages\":[]}", "up"));
            assertThat(history.await(Duration.ofSeconds(30))).isTrue();
        }
    }

    @AfterEach
    void removeTheHistory() throws IOException {
        try (var files = Files.list(Objects.requireNonNull(historyFile.getParent()))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(Objects.requireNonNull(historyFile.getParent()));
    }

    private static ServedExchange served(String request, String model) {
        String sent = "{\"model\":\"%s\",\"messages\":[]}".formatted(model);
        Attempt attempt = new Attempt(200, sent.getBytes(StandardCharsets.UTF_8),
                () -> new Exchange(1, "policy_model", "POST", "http://up/v1/chat/completions",
                        Map.of(), sent, 200, JSON, "", List.of(), Instant.now(), TIMING, null));
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        return new ServedExchange(new Asked("policy_model", "POST", "http://h/v1/chat/completions", Map.of(), Instant.now()),
                request.getBytes(StandardCharsets.UTF_8), new Answered(200, JSON, TIMING, 0, null, List.of("seed is ignored.")),
                new Body.Pieces(answer, new long[]{answer.length, 4_000_000}), List.of(new Upstream(List.of(attempt), null)));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return GymscopeCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void theNewestAreListedFirst() {
        assertThat(run("traffic", "list", "--folder", folder.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(2).first().asString()
                .matches("2 \\S+ policy_model up http://h/v1/chat/completions 200 5 ms · seed is ignored");
        assertThat(run("traffic", "list", "--folder", folder.toString(), "--json", "--limit", "1")).isZero();
        JsonNode line = Json.parse(out.toString());
        assertThat(line.path("id").asInt()).isEqualTo(2);
        assertThat(line.path("notes").path(0).asString()).isEqualTo("seed is ignored");
        assertThat(run("traffic", "list", "--folder", folder.toString(), "nowhere")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("No exchange of this folder fits.");
    }

    @Test
    void anExchangeIsShownWithWhatWasSentUpstream() {
        assertThat(run("traffic", "show", "1", "--folder", folder.toString())).isZero();
        JsonNode shown = Json.parse(out.toString());
        assertThat(shown.path("request").path("model").asString()).isEqualTo("mine");
        assertThat(shown.path("body").path("model").asString()).isEqualTo("up");
        assertThat(shown.path("upstream").path(0).path("request").path("model").asString()).isEqualTo("up");
        assertThat(shown.path("upstream").path(0).path("body")).isEqualTo(shown.path("body"));

        assertThat(run("traffic", "show", "1", "--upstream", "--folder", folder.toString())).isZero();
        assertThat(Json.parse(out.toString()).path("url").asString()).isEqualTo("http://up/v1/chat/completions");
        assertThat(run("traffic", "show", "2", "--upstream", "--folder", folder.toString())).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("What was sent upstream is what was served");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(run("traffic", "show", "77", "--folder", folder.toString())).isEqualTo(ExitCode.COULD_NOT_BE_DONE);
        assertThat(err.toString()).startsWith("There is no exchange 77 in this folder's history.");
        assertThat(run("traffic", "list", "--folder", folder.resolve("none").toString())).isEqualTo(ExitCode.COULD_NOT_BE_DONE);
        assertThat(err.toString()).startsWith("There is no folder " + folder.resolve("none"));
        assertThat(run("traffic", "list", "--limit", "0")).isEqualTo(ExitCode.COULD_NOT_BE_DONE);
        assertThat(run("traffic")).isEqualTo(ExitCode.COULD_NOT_BE_DONE);
        assertThat(err.toString()).startsWith("Say what to do with traffic: list or show.");
    }
}
