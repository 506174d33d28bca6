package gymscope.rollouts;

import java.nio.file.Path;

/**
 * The files of a run, all beside the rollouts file and named after it, as NeMo Gym names them; the last four are ours.
 *
 * @param rollouts the rollouts file, one JSON line for each finished rollout in the order in which they finished
 */
public record ArtifactPaths(Path rollouts) {

    /** The rows after pre-processing, one line for each rollout that is to be run. */
    public Path materializedInputs() {
        return beside("_materialized_inputs.jsonl");
    }

    /** Rollouts that failed, one line for each failure. */
    public Path failures() {
        return beside("_failures.jsonl");
    }

    /** Metrics over the whole run. */
    public Path aggregateMetrics() {
        return beside("_aggregate_metrics.json");
    }

    /** When each rollout started and how long it took; NeMo Gym's rows don't say. */
    public Path timings() {
        return beside("_timings.jsonl");
    }

    /** What the run was: its configuration, input and agents. */
    public Path manifest() {
        return beside("_manifest.json");
    }

    /** What was left of a line whose writer died. */
    public Path torn() {
        return beside("_torn.jsonl");
    }

    /** There while a run writes, see {@link gymscope.rollouts.lines.FileLease}. */
    Path lock() {
        return beside(".lock");
    }

    /** Where a rollouts file goes that a fresh run finds in its place. */
    Path replaced() {
        return beside("_replaced.jsonl");
    }

    private Path beside(String suffix) {
        String name = String.valueOf(rollouts.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return rollouts.resolveSibling(stem + suffix);
    }
}
