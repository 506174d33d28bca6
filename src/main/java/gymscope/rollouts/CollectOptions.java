package gymscope.rollouts;

import gymscope.wire.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run is asked to do, in NeMo Gym's terms.
 *
 * @param input the file with the rows ({@code input_jsonl_fpath})
 * @param output the rollouts file ({@code output_jsonl_fpath}); the run's other files stand beside it
 * @param agentName the agent of rows without {@code agent_ref}, null when every row names one
 * @param limit the first so many rows only, 0 for all
 * @param repeats attempts at each task ({@code num_repeats})
 * @param addSeed whether each attempt gets its index as {@code seed} ({@code num_repeats_add_seed})
 * @param concurrency rollouts at once at most ({@code num_samples_in_parallel}), at least 1
 * @param responsesCreateParams laid over those of every row, member by member
 * @param resume whether what is already in the output is kept and not run again ({@code resume_from_cache})
 * @param aggregate whether metrics are written at the end (not {@code disable_aggregation})
 */
public record CollectOptions(Path input, Path output, @Nullable String agentName, int limit, Repeats repeats, boolean addSeed,
        int concurrency, ObjectNode responsesCreateParams, boolean resume, boolean aggregate) {

    /**
     * Rollouts at once when nothing is said. NeMo Gym then starts all at once; a number keeps memory and the model
     * server's queue in bounds.
     */
    public static final int DEFAULT_CONCURRENCY = 64;

    /** Every row once with the agent that it names. */
    public static CollectOptions of(Path input, Path output) {
        return new CollectOptions(input, output, null, 0, Repeats.ONCE, false, DEFAULT_CONCURRENCY, Json.object(), false, true);
    }

    public CollectOptions withAgentName(@Nullable String name) {
        return new CollectOptions(input, output, name, limit, repeats, addSeed, concurrency, responsesCreateParams, resume,
                aggregate);
    }

    public CollectOptions withLimit(int rows) {
        return new CollectOptions(input, output, agentName, rows, repeats, addSeed, concurrency, responsesCreateParams, resume,
                aggregate);
    }

    public CollectOptions withRepeats(Repeats times) {
        return new CollectOptions(input, output, agentName, limit, times, addSeed, concurrency, responsesCreateParams, resume,
                aggregate);
    }

    public CollectOptions withSeeds(boolean seeds) {
        return new CollectOptions(input, output, agentName, limit, repeats, seeds, concurrency, responsesCreateParams, resume,
                aggregate);
    }

    public CollectOptions withConcurrency(int atOnce) {
        return new CollectOptions(input, output, agentName, limit, repeats, addSeed, atOnce, responsesCreateParams, resume,
                aggregate);
    }

    public CollectOptions withResponsesCreateParams(ObjectNode overrides) {
        return new CollectOptions(input, output, agentName, limit, repeats, addSeed, concurrency, overrides, resume, aggregate);
    }

    public CollectOptions withResume(boolean again) {
        return new CollectOptions(input, output, agentName, limit, repeats, addSeed, concurrency, responsesCreateParams, again,
                aggregate);
    }

    public CollectOptions withAggregation(boolean metrics) {
        return new CollectOptions(input, output, agentName, limit, repeats, addSeed, concurrency, responsesCreateParams, resume,
                metrics);
    }

    /** The run's files. */
    public ArtifactPaths paths() {
        return new ArtifactPaths(output);
    }
}
