package gymscope.rollouts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which rows of a run are still to be done: not those in the rollouts file, not those that failed for good, not those
 * that failed as often as is allowed. Filled from the run's files, then asked row by row.
 */
final class ResumedRows {

    /** The environment variable that says how often a rollout may fail. */
    static final String MAX_ATTEMPTS_VARIABLE = "NEMO_GYM_MAX_ROLLOUT_ATTEMPTS";
    static final int MAX_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ResumedRows.class);

    private final int maxAttempts;
    private final Set<RolloutKey> done = new HashSet<>();
    private final Set<RolloutKey> terminal = new HashSet<>();
    private final Map<RolloutKey, Integer> failures = new HashMap<>();

    ResumedRows(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    /** The allowed number of failures as an environment variable states it; what can't be used gives the default. */
    static int maxAttempts(@Nullable String variable) {
        if (variable == null) {
            return MAX_ATTEMPTS;
        }
        try {
            int attempts = Integer.parseInt(variable.strip());
            if (attempts >= 1) {
                return attempts;
            }
        } catch (NumberFormatException notANumber) {
            LOG.debug("{} is no number", MAX_ATTEMPTS_VARIABLE, notANumber);
        }
        LOG.warn("{} is {}, which is no whole number from 1 on; {} is used", MAX_ATTEMPTS_VARIABLE, variable, MAX_ATTEMPTS);
        return MAX_ATTEMPTS;
    }

    /** Takes in a row of the rollouts file. */
    void addDone(ObjectNode row) {
        RolloutKey key = RolloutKey.of(row);
        if (key != null) {
            done.add(key);
        }
    }

    /** Takes in a row of the failures file; one without a key counts for nothing. */
    void addFailure(ObjectNode row) {
        RolloutKey key = RolloutKey.of(row);
        if (key != null) {
            failures.merge(key, 1, Integer::sum);
            if (row.path("_ng_failure_terminal").asBoolean(false)) {
                terminal.add(key);
            }
        }
    }

    /** Whether the row is still to be done. */
    boolean isToRun(ObjectNode row) {
        RolloutKey key = RolloutKey.of(row);
        return key != null && !done.contains(key) && !givenUp(key);
    }

    /** The row with the number of its earlier failures, if there were any. */
    ObjectNode prepared(ObjectNode row) {
        RolloutKey key = RolloutKey.of(row);
        int earlier = key == null ? 0 : failures.getOrDefault(key, 0);
        return earlier > 0 ? row.put("_ng_attempt_index", earlier) : row;
    }

    boolean isDone(RolloutKey key) {
        return done.contains(key);
    }

    /** Whether the rollout failed for good or too often, and was not done before. */
    boolean givenUp(RolloutKey key) {
        return terminal.contains(key) || failures.getOrDefault(key, 0) >= maxAttempts;
    }

    /** What stands in the files of a run with so many rows, so many of them still to be done. */
    ResumeCounts counts(int rows, int toRun) {
        int maxedOut = (int) failures.entrySet().stream()
                .filter(entry -> entry.getValue() >= maxAttempts && !terminal.contains(entry.getKey())).count();
        return new ResumeCounts(rows, done.size(), failures.values().stream().mapToInt(Integer::intValue).sum(), failures.size(),
                terminal.size(), maxedOut, maxAttempts, toRun);
    }
}
