package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.rollouts.ArtifactPaths;
import gymscope.rollouts.RolloutsFile;
import gymscope.rollouts.RunState;
import gymscope.rollouts.setup.RunManifest;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code gymscope collect} with the sample environments, through our own pass-through server, to an upstream of the test. */
class CollectCommandTest {

    private static final String MCQA = "sample-configs/mcqa.yaml";

    @TempDir
    private Path folder;

    private Path model = Path.of("");
    private Path output = Path.of("");

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void files() {
        model = folder.resolve("model.yaml");
        output = folder.resolve("out/rollouts.jsonl");
    }

    @Test
    void sampleTasksAreCollectedAndSummedUp() throws IOException {
        try (MockWebServer upstream = upstream(new MockResponse.Builder().body(message("\\\\boxed{D}")).build())) {
            Outcome run = collect(upstream, MCQA, "--limit", "5", "+num_repeats=2", "--concurrency", "2", "--temperature",
                    "0.25");
            assertThat(run.err()).contains("10 of 10").contains("Key metrics for mcqa_simple_agent:");
            assertThat(run.code()).isZero();
            assertThat(run.out().lines()).containsExactly("Finished rollout collection! View results at:",
                    "Fully materialized inputs: " + paths().materializedInputs(), "Rollouts: " + output,
                    "Aggregate metrics: " + paths().aggregateMetrics());
            RolloutsFile file = RolloutsFile.open(output);
            assertThat(file.rollouts()).hasSize(10).allMatch(rollout -> rollout.duration() != null);
            assertThat(file.snapshot().state()).isEqualTo(RunState.FINISHED);
            RunManifest manifest = Objects.requireNonNull(RunManifest.read(paths()));
            assertThat(manifest.agents())
                    .containsExactly(new RunManifest.Agent("mcqa_simple_agent", "mcqa", "policy_model", "up"));
            JsonNode asked = Json.parse(upstream.takeRequest().getBody().utf8());
            assertThat(asked.path("temperature").asDouble()).isEqualTo(0.25);
            assertThat(asked.path("model").asString()).isEqualTo("up");
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void failedRolloutsAreSaidAndResumed() throws IOException {
        MockResponse failing = new MockResponse.Builder().code(400).body("{\"error\": {\"message\": \"no such tool\"}}").build();
        try (MockWebServer upstream = upstream(failing)) {
            Outcome run = collect(upstream, MCQA, "--limit", "3");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("3 failed: 3 request refused");
            assertThat(run.out()).contains("Failures: " + paths().failures()).contains("Aggregate metrics: None");
            assertThat(RolloutsFile.open(output).rollouts()).hasSize(3)
                    .allMatch(rollout -> String.valueOf(rollout.message()).contains("no such tool"));
        }
        try (MockWebServer upstream = upstream(new MockResponse.Builder().body(message("\\\\boxed{A}")).build())) {
            Outcome run = collect(upstream, MCQA, "--resume");
            assertThat(run.err()).contains("3 to run").contains("3 of 3");
            assertThat(run.code()).isZero();
        }
        assertThat(Files.readAllLines(output)).hasSize(3);
    }

    @Test
    void anUpstreamThatIsNotThereIsSaidAndNothingIsWritten() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        writeModel("http://127.0.0.1:" + nobody + "/v1");
        Outcome run = run("collect", MCQA, model.toString(), "--output", output.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("" + nobody).contains("Nothing was collected.");
        assertThat(run.out()).isEmpty();
        assertThat(output.getParent()).doesNotExist();
    }

    @Test
    void aRefusedKeyIsSaidAndNothingIsWritten() throws IOException {
        MockResponse refused = new MockResponse.Builder().code(401).body("{\"error\": {\"message\": \"Incorrect API key\"}}")
                .build();
        try (MockWebServer upstream = upstream(refused)) {
            Outcome run = collect(upstream, MCQA);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("Incorrect API key");
            assertThat(output.getParent()).doesNotExist();
        }
    }

    @Test
    void progressAsJsonLines() throws IOException {
        try (MockWebServer upstream = upstream(new MockResponse.Builder().body(message("\\\\boxed{D}")).build())) {
            Outcome run = collect(upstream, MCQA, "--limit", "2", "--progress", "json");
            JsonNode last = run.err().lines().filter(line -> line.startsWith("{\"state\"")).map(Json::parse)
                    .reduce((one, next) -> next)
                    .orElseThrow();
            assertThat(last.path("state").asString()).isEqualTo("finished");
            assertThat(last.path("done").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whatCannotBeUsedIsSaidInASentence() throws IOException {
        writeModel("http://127.0.0.1:9/v1");
        Path broken = folder.resolve("broken.jsonl");
        Files.writeString(broken, "{\"responses_create_params\": {}}\n{oops\n");
        assertRefused("Malformed JSON in '" + broken + "' at line 2", MCQA, model.toString(), "--input", broken.toString());
        assertRefused("Input file not found", MCQA, model.toString(), "--input", "nowhere.jsonl");
        assertRefused("num_repeats must be >= 1, got 0", MCQA, model.toString(), "--repeats", "0");
        assertRefused("The option prompt_config is not built yet", MCQA, model.toString(), "+prompt_config=p.yaml");
        assertRefused("The configuration has no agent nobody", MCQA, model.toString(), "--agent", "nobody");
        assertRefused("no input is given", MCQA, "sample-configs/weather.yaml", model.toString());
        assertRefused("No configuration is given. No head server told its configuration at http://127.0.0.1:9.",
                "++head_server.port=9");
        assertRefused("Unknown option", MCQA, "--no-such-flag");
        assertRefused("The configuration has no agent.", model.toString());
    }

    private void assertRefused(String words, String... arguments) {
        List<String> all = new ArrayList<>(List.of("collect", "--output", output.toString()));
        all.addAll(List.of(arguments));
        Outcome run = run(all.toArray(String[]::new));
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(2);
        assertThat(output.getParent()).doesNotExist();
    }

    private Outcome collect(MockWebServer upstream, String... arguments) throws IOException {
        writeModel(upstream.url("/v1").toString());
        List<String> all = new ArrayList<>(List.of("collect", model.toString(), "--output", output.toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private void writeModel(String upstream) throws IOException {
        Files.writeString(model, """
                policy_model:
                  responses_api_models:
                    openai_model: {entrypoint: app.py, openai_base_url: "%s", openai_api_key: k, openai_model: up}
                """.formatted(upstream));
    }

    private ArtifactPaths paths() {
        return new ArtifactPaths(output);
    }

    private static MockWebServer upstream(MockResponse always) throws IOException {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return always;
            }
        });
        server.start();
        return server;
    }

    private static String message(String text) {
        return """
                {"id": "resp_1", "object": "response", "created_at": 1, "status": "completed", "model": "up",
                 "incomplete_details": null, "output": [{"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
                 "content": [{"type": "output_text", "text": "%s", "annotations": []}]}],
                 "usage": {"input_tokens": 10, "output_tokens": 4, "total_tokens": 14}}"""
                .formatted(text);
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = GymscopeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }
}
