package gymscope.rollouts.setup;

import gymscope.config.ResolvedConfig;
import gymscope.rollouts.ArtifactPaths;
import gymscope.rollouts.CollectOptions;
import gymscope.rollouts.Repeats;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A wish to collect: a configuration, and options under NeMo Gym's names, which may stand in the configuration too.
 *
 * @param config has the agents with their environments and model servers
 * @param options win over those of the configuration, for instance {@code num_repeats}
 * @param folder the working folder, where relative paths start and runs are kept
 * @param dataFolders where else example data sets may lie
 */
public record CollectRequest(ResolvedConfig config, ObjectNode options, Path folder, List<Path> dataFolders) {

    private static final List<String> NOT_BUILT = List.of("prompt_config", "skills", "rollout_collection_driver", "split");

    public CollectRequest {
        dataFolders = List.copyOf(dataFolders);
    }

    /**
     * The whole options: a missing input is the example data set of the agent, a missing output a new run in the folder
     * {@code runs} (the latest one when a run is to be resumed), a missing agent the one whose data is used.
     *
     * @throws Fault when an option can't be used or is not built yet, or what is missing is not clear
     */
    public CollectOptions collectOptions() {
        refuseNotBuilt();
        List<AgentPlan> agents = AgentPlan.all(config);
        String agent = text("agent_name");
        AgentPlan data = dataAgent(agents, agent);
        boolean resume = flag("resume_from_cache");
        Path input = path("input_jsonl_fpath");
        Path output = path("output_jsonl_fpath");
        if (input == null) {
            // A resumed run takes its rows from its own files.
            input = resume && output != null ? new ArtifactPaths(output).materializedInputs() : exampleData(agents, data);
        }
        if (output == null) {
            output = place(stem(input), resume);
        }
        Integer concurrency = number("num_samples_in_parallel");
        Integer limit = number("limit");
        return CollectOptions.of(input, output).withAgentName(agent != null ? agent : data == null ? null : data.name())
                .withLimit(limit == null ? 0 : limit).withRepeats(Repeats.of(value("num_repeats")))
                .withSeeds(flag("num_repeats_add_seed"))
                .withConcurrency(concurrency == null ? CollectOptions.DEFAULT_CONCURRENCY : concurrency)
                .withResponsesCreateParams(overrides()).withResume(resume).withAggregation(!flag("disable_aggregation"));
    }

    private void refuseNotBuilt() {
        for (String option : NOT_BUILT) {
            if (value(option) != null) {
                throw new Fault("The option %s is not built yet.".formatted(option), "Leave it out.");
            }
        }
        if (flag("upload_rollouts")) {
            throw new Fault("The option upload_rollouts is not built yet.", "Leave it out.");
        }
    }

    /** The agent of rows that name none: the only one, or the only one with example data. */
    private static @Nullable AgentPlan dataAgent(List<AgentPlan> agents, @Nullable String name) {
        if (name != null) {
            return agents.stream().filter(agent -> agent.name().equals(name)).findFirst()
                    .orElseThrow(() -> new Fault("The configuration has no agent %s.".formatted(name),
                            "Use one of %s.".formatted(String.join(", ", agents.stream().map(AgentPlan::name).toList()))));
        }
        return agents.size() == 1 ? agents.getFirst() : null;
    }

    private Path exampleData(List<AgentPlan> agents, @Nullable AgentPlan chosen) {
        if (chosen == null) {
            throw new Fault("The configuration has the agents %s, and no input is given."
                    .formatted(String.join(", ", agents.stream().map(AgentPlan::name).toList())),
                    "Choose one with --agent for its example data, or give the rows with --input.");
        }
        Optional<Path> example = chosen.exampleData(folders());
        return example.orElseThrow(
                () -> new Fault("No input is given, and the agent %s has no example data set.".formatted(chosen.name()),
                        "Give the rows with --input."));
    }

    private List<Path> folders() {
        return Stream.concat(Stream.of(folder), dataFolders.stream()).toList();
    }

    private Path place(String name, boolean resume) {
        RunsFolder runs = RunsFolder.in(folder);
        return resume ? runs.latest(name).orElseGet(() -> runs.next(name)) : runs.next(name);
    }

    private ObjectNode overrides() {
        JsonNode params = value("responses_create_params");
        if (params == null) {
            return Json.object();
        }
        if (params instanceof ObjectNode object) {
            return object;
        }
        throw unusable("responses_create_params", params, "Give a mapping, for instance {temperature: 0.6}.");
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private @Nullable Path path(String option) {
        String path = text(option);
        return path == null ? null : folder.resolve(path);
    }

    private @Nullable String text(String option) {
        JsonNode value = value(option);
        return value == null ? null : value.asString();
    }

    private boolean flag(String option) {
        JsonNode value = value(option);
        if (value != null && !value.isBoolean()) {
            throw unusable(option, value, "Give true or false.");
        }
        return value != null && value.asBoolean();
    }

    private @Nullable Integer number(String option) {
        JsonNode value = value(option);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw unusable(option, value, "Give a whole number.");
        }
        return value.asInt();
    }

    private @Nullable JsonNode value(String option) {
        JsonNode value = options.has(option) ? options.get(option) : config.values().get(option);
        return value == null || value.isNull() ? null : value;
    }

    private static Fault unusable(String option, JsonNode value, String hint) {
        return new Fault("The option %s is %s.".formatted(option, Json.write(value)), hint);
    }
}
