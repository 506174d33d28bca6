package gymscope.cli;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** NeMo Gym's options of a collection as flags: a mixin. */
final class CollectFlags {

    @Option(names = {"-i",
        "--input"}, paramLabel = "FILE", description = "The rows, JSON lines. Without it the example data set of the agent.")
    private @Nullable String input;

    @Option(names = {"-o",
        "--output"}, paramLabel = "FILE",
            description = "The rollouts file; the run's other files stand beside it. Without it runs/NAME-N/rollouts.jsonl.")
    private @Nullable String output;

    @Option(names = {"-a", "--agent"}, paramLabel = "NAME", description = "The agent of rows that name none.")
    private @Nullable String agent;

    @Option(names = "--limit", paramLabel = "N", description = "The first N rows only.")
    private @Nullable Integer limit;

    @Option(names = {"--repeats", "--num-repeats"}, paramLabel = "N", description = "Attempts at each task.")
    private @Nullable Integer repeats;

    @Option(names = "--num-repeats-add-seed", description = "Give each attempt its index as seed.")
    private boolean addSeed;

    @Option(names = "--concurrency", paramLabel = "N", description = "Rollouts at once at most; 64 without it.")
    private @Nullable Integer concurrency;

    @Option(names = "--temperature", paramLabel = "T", description = "Laid over the rows' own.")
    private @Nullable Double temperature;

    @Option(names = "--top-p", paramLabel = "P", description = "Laid over the rows' own.")
    private @Nullable Double topP;

    @Option(names = "--max-output-tokens", paramLabel = "N", description = "Laid over the rows' own.")
    private @Nullable Integer maxOutputTokens;

    @Option(names = "--resume", description = "Keep what the rollouts file has and run the rest.")
    private boolean resume;

    @Option(names = "--disable-aggregation", description = "Write no metrics at the end.")
    private boolean disableAggregation;

    /** The flags that were given, under NeMo Gym's names. */
    ObjectNode options() {
        ObjectNode options = Json.object();
        put(options, "input_jsonl_fpath", input);
        put(options, "output_jsonl_fpath", output);
        put(options, "agent_name", agent);
        put(options, "limit", limit);
        put(options, "num_repeats", repeats);
        put(options, "num_samples_in_parallel", concurrency);
        put(options, "num_repeats_add_seed", addSeed ? true : null);
        put(options, "resume_from_cache", resume ? true : null);
        put(options, "disable_aggregation", disableAggregation ? true : null);
        return options;
    }

    /** The members that flags lay over {@code responses_create_params}, empty for none. */
    ObjectNode responsesCreateParams() {
        ObjectNode params = Json.object();
        put(params, "temperature", temperature);
        put(params, "top_p", topP);
        put(params, "max_output_tokens", maxOutputTokens);
        return params;
    }

    private static void put(ObjectNode options, String name, @Nullable Object value) {
        if (value != null) {
            options.set(name, Json.toTree(value));
        }
    }
}
