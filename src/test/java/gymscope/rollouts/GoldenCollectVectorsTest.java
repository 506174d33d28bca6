package gymscope.rollouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import gymscope.VectorCases;
import gymscope.agents.ModelCalls;
import gymscope.agents.SimpleAgent;
import gymscope.agents.SimpleAgentSettings;
import gymscope.environments.Environments;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole collections against NeMo Gym's recordings, the recorded upstream in the place of the model server: the same
 * materialized rows, rewards, tool results and metrics.
 */
class GoldenCollectVectorsTest {

    /** Python's words for arguments that are no JSON stand in one recorded tool result. */
    private static final String PARSER_WORDS = "JSONDecodeError\\(.*?\\)\\\\*\"}";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> collections() throws IOException {
        Path golden = VectorCases.folder().resolve("golden/collect");
        try (Stream<Path> folders = Files.list(golden)) {
            return folders.sorted().toList().stream().filter(GoldenCollectVectorsTest::isBuilt)
                    .map(one -> DynamicTest.dynamicTest(one.getFileName().toString(), () -> collect(one)));
        }
    }

    private void collect(Path golden) throws Exception {
        JsonNode record = Json.parse(Files.readString(golden.resolve("run.json")));
        Path output = Files.createTempDirectory(folder, "run").resolve("rollouts.jsonl");
        CollectOptions options = options(golden, record, output);
        SimpleAgent agent = new SimpleAgent(SimpleAgentSettings.DEFAULT,
                Environments.create(record.path("environment").asString(), Json.object()), upstream(golden));
        try (Run run = Run.open(options, Map.of(record.path("environment").asString() + "_simple_agent", agent))) {
            run.start();
            assertThat(run.await().state()).isEqualTo(RunState.FINISHED);
        }
        String name = golden.getFileName().toString();
        List<JsonNode> inputs = rows(golden.resolve("rollouts_materialized_inputs.jsonl"));
        List<JsonNode> ours = rows(options.paths().materializedInputs());
        assertThat(ours).hasSameSizeAs(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            VectorCases.assertSame(name + "/input " + i, inputs.get(i), ours.get(i), 1e-9);
        }
        Map<RolloutKey, JsonNode> got = byKey(rows(output));
        Map<RolloutKey, JsonNode> expected = byKey(rows(golden.resolve("rollouts.jsonl")));
        assertThat(got.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, row) -> compare(name + " " + key, row, got.getOrDefault(key, Json.object())));
        VectorCases.assertSame(name + "/metrics", metrics(golden.resolve("rollouts_aggregate_metrics.json")),
                metrics(options.paths().aggregateMetrics()), 1e-9);
    }

    /** All but the response, whose members a model server of ours will fill; of it the items that the agent makes. */
    private static void compare(String place, JsonNode expected, JsonNode got) {
        ObjectNode wanted = expected.deepCopy().asObject();
        ObjectNode given = got.deepCopy().asObject();
        JsonNode wantedResponse = wanted.remove("response");
        JsonNode givenResponse = given.remove("response");
        VectorCases.assertSame(place, wanted, given, 1e-9);
        VectorCases.assertSame(place + "/tools", toolResults(wantedResponse), toolResults(givenResponse), 0);
        VectorCases.assertContains(place + "/usage", wantedResponse.path("usage"), givenResponse.path("usage"), 0);
    }

    private static JsonNode toolResults(JsonNode response) {
        ArrayNode results = Json.array();
        Json.elements(response, "output").stream().filter(Turns::isToolResult).forEach(results::add);
        return Json.parse(Json.write(results).replaceAll(PARSER_WORDS, "\\\\\"}"));
    }

    private static CollectOptions options(Path golden, JsonNode record, Path output) {
        CollectOptions options = CollectOptions.of(golden.resolve("input.jsonl"), output).withConcurrency(4);
        for (JsonNode argument : Json.elements(record, "collector_arguments")) {
            String[] parts = argument.asString().substring(1).split("=", 2);
            options = switch (parts[0]) {
                case "agent_name" -> options.withAgentName(parts[1]);
                case "limit" -> options.withLimit(Integer.parseInt(parts[1]));
                case "num_repeats" -> options.withRepeats(Repeats.of(value(parts[1])));
                case "num_repeats_add_seed" -> options.withSeeds(Boolean.parseBoolean(parts[1]));
                case "responses_create_params" -> options.withResponsesCreateParams(value(parts[1]).asObject());
                default -> options;
            };
        }
        return options;
    }

    /** Hydra's mappings as JSON: names without quotes. */
    private static JsonNode value(String text) {
        return Json.parse(text.replaceAll("([A-Za-z_]\\w*)(\\s*:)", "\"$1\"$2"));
    }

    private static ModelCalls upstream(Path golden) throws IOException {
        Map<String, JsonNode> answers = new HashMap<>();
        for (JsonNode exchange : rows(golden.resolve("upstream.jsonl"))) {
            answers.put(key(exchange.path("request")), exchange.path("response"));
        }
        return request -> {
            JsonNode answer = answers.get(key(request));
            return answer == null ? fail("NeMo Gym never asked: %s", request) : PlayedModel.answer(request, answer);
        };
    }

    /** What tells requests apart: the conversation's texts and the seed. */
    private static String key(JsonNode request) {
        StringBuilder key = new StringBuilder(Json.write(request.path("metadata")));
        for (JsonNode item : Json.elements(request, "input")) {
            key.append('\n').append(item.path("content").isString() ? item.path("content").asString() : "");
            Json.elements(item, "content").forEach(part -> key.append(part.path("text").asString("")));
            for (String member : List.of("arguments", "call_id", "output")) {
                key.append('\n').append(item.path(member).asString(""));
            }
        }
        return key.toString().replaceAll("JSONDecodeError.*", "");
    }

    private static boolean isBuilt(Path golden) {
        String name = golden.getFileName().toString();
        boolean environment = name.startsWith("mcqa_") || name.startsWith("single_tool_");
        return environment && name.contains("openai") && !name.contains("prompt_config");
    }

    private static JsonNode metrics(Path file) throws IOException {
        return Json.parse(Files.readString(file));
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Json::parse).toList();
    }

    private static Map<RolloutKey, JsonNode> byKey(List<JsonNode> rows) {
        Map<RolloutKey, JsonNode> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(RolloutKey.of(row), row));
        return byKey;
    }
}
