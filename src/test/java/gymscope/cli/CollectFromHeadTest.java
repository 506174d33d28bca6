package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.rollouts.RolloutsFile;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gymscope collect} without a configuration, on the servers of a {@code gymscope serve} of a sample configuration. */
class CollectFromHeadTest {

    private static final String MCQA = "sample-configs/mcqa.yaml";
    private static final String ANSWER = """
            {"id": "resp_1", "object": "response", "created_at": 1, "status": "completed", "model": "up",
             "incomplete_details": null, "output": [{"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
             "content": [{"type": "output_text", "text": "\\\\boxed{D}", "annotations": []}]}],
             "usage": {"input_tokens": 10, "output_tokens": 4, "total_tokens": 14}}""";

    @TempDir
    private Path folder;

    private final MockWebServer upstream = new MockWebServer();
    private final LinkedBlockingQueue<String> served = new LinkedBlockingQueue<>();
    private Path output = Path.of("");
    private Thread serve = new Thread();

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void upstream() throws IOException {
        output = folder.resolve("out/rollouts.jsonl");
        upstream.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body(ANSWER).build();
            }
        });
        upstream.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        serve.interrupt();
        serve.join();
        upstream.close();
    }

    @Test
    void openServersAreUsedAndStay() throws Exception {
        int head = serve("+gymscope.auth=none", "+num_repeats=3");

        Outcome run = collect(head, "--limit", "2", "+num_repeats=2", "++gymscope.compat=strict");

        assertThat(run.err()).contains("Using the servers of the head server at http://127.0.0.1:" + head).contains("4 of 4");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Rollouts: " + output);
        assertThat(RolloutsFile.open(output).rollouts()).hasSize(4);
        JsonNode row = Json.parse(Files.readAllLines(output).getFirst());
        assertThat(row.path("agent_ref").path("name").asString("")).isEqualTo("mcqa_simple_agent");
        assertThat(collect(head, "--limit", "1", "--output", folder.resolve("again/rollouts.jsonl").toString()).code()).isZero();
        assertThat(upstream.getRequestCount()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void tokensComeFromTheRunFile() throws Exception {
        int head = serve();

        Outcome run = collect(head, "--limit", "2");

        assertThat(run.err()).contains("2 of 2");
        assertThat(run.code()).isZero();
    }

    @Test
    void aFixedTokenOfTheCallerWins() throws Exception {
        Path secrets = Files.writeString(folder.resolve("token.yaml"), "gymscope: { token: the-fixed-one }\n");
        int head = serve(secrets.toString());

        assertThat(collect(head, "--limit", "1", "++gymscope.token=the-fixed-one").code()).isZero();
        Outcome refused = collect(head, "--limit", "1", "++gymscope.token=another");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("No head server told its configuration at http://127.0.0.1:" + head)
                .contains("The bearer token is missing or wrong");
    }

    @Test
    void overridesReachTheEnvironmentsOfThisProcess() throws Exception {
        int head = serve("+gymscope.auth=none");

        Outcome run = collect(head, "++mcqa_simple_agent.responses_api_agents.simple_agent.model_server.name=nowhere");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("references responses_api_models/'nowhere', which is not defined in the merged config");
        assertThat(output.getParent()).doesNotExist();
    }

    /** As NeMo Gym writes it: interpolations unresolved, an environment variable among them that is not set here. */
    @Test
    void aModelServerOfNemoGymThatDoesNotAnswerIsSaid() throws Exception {
        String yaml = """
                default_host: 10.1.2.3
                policy_model:
                  responses_api_models:
                    vllm_model: {entrypoint: app.py, host: 127.0.0.1, port: 1, api_key: "${oc.env:NOT_SET_HERE}", model: m}
                mcqa:
                  resources_servers:
                    mcqa: {entrypoint: app.py, domain: knowledge, host: 10.1.2.3, port: 2}
                mcqa_simple_agent:
                  responses_api_agents:
                    simple_agent:
                      entrypoint: app.py
                      resources_server: {type: resources_servers, name: mcqa}
                      model_server: {type: responses_api_models, name: policy_model}
                """;
        try (MockWebServer gym = new MockWebServer()) {
            gym.enqueue(new MockResponse.Builder().body(Json.write(Json.toTree(yaml))).build());
            gym.start();

            Outcome run = collect(gym.getPort(), "--input", "sample-data/mcqa.jsonl");

            assertThat(run.err()).contains("The model server policy_model of the head server at http://127.0.0.1:"
                    + gym.getPort() + " does not answer.");
            assertThat(run.code()).isEqualTo(2);
            assertThat(output.getParent()).doesNotExist();
        }
    }

    private Outcome collect(int head, String... arguments) {
        List<String> all = new ArrayList<>(List.of("collect", "++head_server.port=" + head));
        all.addAll(List.of(arguments));
        if (!all.contains("--output")) {
            all.addAll(List.of("--output", output.toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = GymscopeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    /** Serves the sample environment on a model server to the test's upstream; the head server's port. */
    private int serve(String... overrides) throws Exception {
        Path model = Files.writeString(folder.resolve("model.yaml"), """
                policy_model:
                  responses_api_models:
                    openai_model: {entrypoint: app.py, openai_base_url: "%s", openai_api_key: k, openai_model: up}
                """.formatted(upstream.url("/v1")));
        List<String> all = new ArrayList<>(
                List.of("serve", MCQA, model.toString(), "--json", "--no-history", "++head_server.port=0"));
        all.addAll(List.of(overrides));
        serve = Thread.ofVirtual()
                .start(() -> GymscopeCommand.commandLine().setOut(new PrintWriter(new PrintedLines(served), true))
                        .setErr(new PrintWriter(new StringWriter())).execute(all.toArray(String[]::new)));
        while (true) {
            JsonNode line = Json.parse(Objects.requireNonNull(served.poll(30, TimeUnit.SECONDS), "serve says nothing"));
            if ("head_server".equals(Json.text(line, "name"))) {
                return URI.create(String.valueOf(Json.text(line, "url"))).getPort();
            }
        }
    }
}
