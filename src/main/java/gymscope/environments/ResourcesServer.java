package gymscope.environments;

import gymscope.environments.metrics.AggregateMetrics;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An environment: it opens a session for each rollout, runs the tools that the model calls and judges the outcome. The
 * contract is that of NeMo Gym's resources servers ({@code /seed_session}, {@code /<tool>}, {@code /verify},
 * {@code /aggregate_metrics}). Thread-safe.
 */
public interface ResourcesServer {

    /**
     * Opens the session of one rollout.
     *
     * @param runRequest all fields of the row, with {@code responses_create_params}
     * @throws gymscope.wire.Fault when the row lacks what the environment needs
     */
    Session seed(ObjectNode runRequest);

    /**
     * Metrics over verify responses that carry {@code _ng_task_index} and {@code _ng_rollout_index}.
     *
     * @return {@code agent_metrics}, {@code key_metrics} and {@code group_level_metrics}
     * @throws gymscope.wire.Fault when two responses are of the same rollout
     */
    default ObjectNode aggregate(List<ObjectNode> verifyResponses) {
        return AggregateMetrics.of(verifyResponses);
    }
}
