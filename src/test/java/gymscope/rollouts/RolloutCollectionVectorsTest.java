package gymscope.rollouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.VectorCases;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows, resuming, routing and file names against NeMo Gym. */
class RolloutCollectionVectorsTest {

    /** What later work builds. */
    private static final Set<String> LATER = Set.of("fill_prompt", "reverify_payload", "judge_recovery_selection");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return VectorCases.of("nemo-gym/rollout-collection.json").stream()
                .filter(one -> !LATER.contains(one.path("input").path("operation").asString()))
                .filter(one -> !one.path("input").path("config").has("prompt"))
                .map(one -> DynamicTest.dynamicTest(one.path("id").asString(), () -> check(one)));
    }

    private void check(JsonNode one) throws IOException {
        JsonNode input = one.path("input");
        JsonNode expected = one.path("expected");
        String id = one.path("id").asString();
        if (expected.has("error")) {
            assertThatThrownBy(() -> outcome(input)).as(id).isInstanceOf(Fault.class)
                    .hasMessage(expected.path("error").path("message").asString());
        } else {
            VectorCases.assertSame(id, expected, outcome(input), 1e-9);
        }
    }

    private JsonNode outcome(JsonNode input) throws IOException {
        return switch (input.path("operation").asString()) {
            case "preprocess_rows" -> preprocess(input);
            case "resume" -> resume(input);
            case "route_result" -> route(input);
            case "artifact_paths" -> paths(Path.of(input.path("output_jsonl_fpath").asString()));
            case "strip_for_aggregation" -> {
                ObjectNode stripped = Json.object();
                stripped.set("verify_response", Aggregation.stripped((ObjectNode) input.path("result")));
                yield stripped;
            }
            default -> throw new AssertionError("Unknown operation " + input.path("operation"));
        };
    }

    private JsonNode preprocess(JsonNode input) throws IOException {
        Path file = folder.resolve("input.jsonl");
        Files.write(file, Json.elements(input, "input_lines").stream().map(JsonNode::asString).toList());
        JsonNode config = input.path("config");
        CollectOptions options = CollectOptions.of(file, folder.resolve("rollouts.jsonl"))
                .withAgentName(Json.text(config, "agent_name")).withLimit(config.path("limit").asInt(0))
                .withRepeats(Repeats.of(config.get("num_repeats")))
                .withSeeds(config.path("num_repeats_add_seed").asBoolean(false));
        if (config.path("responses_create_params") instanceof ObjectNode overrides) {
            options = options.withResponsesCreateParams(overrides);
        }
        ObjectNode outcome = Json.object();
        ArrayNode rows = outcome.putArray("rows");
        new InputRows(options).forEach(rows::add);
        return outcome;
    }

    private static JsonNode resume(JsonNode input) {
        String variable = Json.text(input.path("environment"), ResumedRows.MAX_ATTEMPTS_VARIABLE);
        ResumedRows resumed = new ResumedRows(ResumedRows.maxAttempts(variable));
        List<JsonNode> rows = Json.elements(input, "materialized_inputs");
        Json.elements(input, "main_output").forEach(row -> resumed.addDone((ObjectNode) row));
        Json.elements(input, "failures").forEach(row -> resumed.addFailure((ObjectNode) row));
        ObjectNode outcome = Json.object();
        ArrayNode toRun = outcome.putArray("rows_to_run");
        ArrayNode done = outcome.putArray("already_done");
        for (JsonNode row : rows) {
            if (resumed.isToRun((ObjectNode) row)) {
                toRun.add(resumed.prepared((ObjectNode) row));
            }
            RolloutKey key = RolloutKey.of(row);
            if (key != null && resumed.isDone(key)) {
                done.addArray().add(key.task()).add(key.attempt());
            }
        }
        ResumeCounts counts = resumed.counts(rows.size(), toRun.size());
        outcome.putObject("counts").put("original_rows", counts.rows()).put("done", counts.done())
                .put("prior_failure_attempts", counts.failures()).put("prior_failure_tasks", counts.failedRollouts())
                .put("terminal", counts.terminal()).put("maxed_out", counts.maxedOut()).put("max_attempts", counts.maxAttempts())
                .put("to_run", counts.toRun());
        return outcome;
    }

    private static JsonNode route(JsonNode input) {
        ResultRow result = ResultRow.of((ObjectNode) input.path("row"), (ObjectNode) input.path("run_result").deepCopy());
        ObjectNode outcome = Json.object().put("destination", switch (result.destination()) {
            case ROLLOUTS -> "main";
            case FAILURES -> "failures";
            case NOWHERE -> "none";
        });
        outcome.set("record", result.row());
        return outcome;
    }

    private static JsonNode paths(Path rollouts) {
        ArtifactPaths paths = new ArtifactPaths(rollouts);
        String stem = paths.failures().toString().replace("_failures.jsonl", "");
        assertThat(paths.torn()).hasToString(stem + "_torn.jsonl");
        return Json.object().put("materialized_inputs", paths.materializedInputs().toString())
                .put("failures", paths.failures().toString()).put("aggregate_metrics", paths.aggregateMetrics().toString())
                .put("reward_profiling", stem + "_reward_profiling.jsonl").put("agent_metrics", stem + "_agent_metrics.json");
    }
}
