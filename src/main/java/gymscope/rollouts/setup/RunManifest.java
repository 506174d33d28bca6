package gymscope.rollouts.setup;

import gymscope.rollouts.ArtifactPaths;
import gymscope.rollouts.CollectOptions;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run was: written beside its rollouts when it is opened, for the list of runs. It holds no secrets.
 *
 * @param startedAt when it was opened, a resumed run the last time
 * @param configs the configuration's files
 * @param input the file with its rows
 * @param agents the agents with their environments and models
 * @param rollouts how many it has in all
 * @param concurrency rollouts at once at most
 */
public record RunManifest(Instant startedAt, List<String> configs, String input, List<Agent> agents, int rollouts,
        int concurrency) {

    /**
     * An agent of the run.
     *
     * @param name the agent's name
     * @param environment its resources server's implementation
     * @param modelServer its model server's name
     * @param model the model that it serves, null when it was not known
     */
    public record Agent(String name, String environment, String modelServer, @Nullable String model) {}

    public RunManifest {
        configs = List.copyOf(configs);
        agents = List.copyOf(agents);
    }

    /** The manifest of a run, null when it has none (NeMo Gym writes none) or it can't be read. */
    public static @Nullable RunManifest read(ArtifactPaths paths) {
        try {
            return Files.exists(paths.manifest()) ? of(Json.parseObject(Files.readString(paths.manifest()))) : null;
        } catch (IOException | Fault | DateTimeParseException unreadable) {
            return null;
        }
    }

    void write(CollectOptions options) {
        Path file = options.paths().manifest();
        try {
            Files.writeString(file, Json.pretty(toJson()));
        } catch (IOException problem) {
            throw new Fault("'%s' can't be written: %s.".formatted(file, Fault.sentenceOf(problem)),
                    "Check the folder's permissions and the free space.", problem);
        }
    }

    private ObjectNode toJson() {
        ObjectNode json = Json.object().put("started_at", startedAt.toString());
        configs.forEach(json.putArray("config_paths")::add);
        json.put("input_jsonl_fpath", input).put("rollouts", rollouts).put("num_samples_in_parallel", concurrency);
        ArrayNode list = json.putArray("agents");
        agents.forEach(agent -> list.addObject().put("name", agent.name()).put("environment", agent.environment())
                .put("model_server", agent.modelServer()).put("model", agent.model()));
        return json;
    }

    private static RunManifest of(JsonNode json) {
        List<Agent> agents = Json.elements(json, "agents").stream().map(agent -> new Agent(agent.path("name").asString(""),
                agent.path("environment").asString(""), agent.path("model_server").asString(""), Json.text(agent, "model")))
                .toList();
        return new RunManifest(Instant.parse(json.path("started_at").asString("")),
                Json.elements(json, "config_paths").stream().map(JsonNode::asString).toList(),
                json.path("input_jsonl_fpath").asString(""), agents, json.path("rollouts").asInt(0),
                json.path("num_samples_in_parallel").asInt(0));
    }
}
