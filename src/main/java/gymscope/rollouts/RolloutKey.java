package gymscope.rollouts;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which rollout of a run: NeMo Gym's {@code _ng_task_index} and {@code _ng_rollout_index}.
 *
 * @param task the task's index, from 0
 * @param attempt the attempt at the task, from 0
 */
public record RolloutKey(long task, long attempt) implements Comparable<RolloutKey> {

    static final String TASK = "_ng_task_index";
    static final String ATTEMPT = "_ng_rollout_index";

    /** The key of a row, null when the row has none. */
    public static @Nullable RolloutKey of(JsonNode row) {
        JsonNode task = row.get(TASK);
        JsonNode attempt = row.get(ATTEMPT);
        return task != null && task.canConvertToLong() && attempt != null && attempt.canConvertToLong()
                ? new RolloutKey(task.asLong(), attempt.asLong())
                : null;
    }

    @Override
    public int compareTo(RolloutKey other) {
        return task == other.task ? Long.compare(attempt, other.attempt) : Long.compare(task, other.task);
    }
}
