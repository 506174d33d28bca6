package gymscope.rollouts;

import gymscope.wire.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run at one moment. Immutable; cheap enough to be asked for with every frame.
 *
 * @param state where the run is
 * @param total rollouts of the whole run
 * @param done rollouts with a reward, those of earlier sessions included
 * @param failed rollouts that failed and are not tried again in this session
 * @param failures their numbers by class in words, the most frequent first
 * @param running rollouts under way
 * @param elapsed since the start of this session, pauses left out
 * @param perMinute rollouts finished or failed per minute in this session, 0 before the first
 * @param remaining time left at this rate, null when there is no rate yet or the run is over
 * @param meanReward over all rollouts with a reward, null before the first
 * @param standardError of that mean, null below two rewards
 * @param rewards how often each reward came
 * @param passAtK estimates for k = 1, 2, … over the complete tasks, between 0 and 1; empty before the first
 * @param completeTasks tasks all of whose attempts are done
 * @param inputTokens prompt tokens of finished rollouts
 * @param cachedTokens those of them that were not computed again
 * @param outputTokens generated tokens of finished rollouts
 * @param outputTokensPerSecond generated tokens per second in this session
 * @param meanTurns model calls in a finished rollout, 0 before the first
 * @param concurrency how many rollouts may be under way at once, and how that changed
 * @param fault why the run was aborted, null when it was not
 */
public record RunSnapshot(RunState state, int total, int done, int failed, Map<String, Integer> failures, int running,
        Duration elapsed, double perMinute, @Nullable Duration remaining, @Nullable Double meanReward,
        @Nullable Double standardError, RewardHistogram rewards, List<Double> passAtK, int completeTasks, long inputTokens,
        long cachedTokens, long outputTokens, double outputTokensPerSecond, double meanTurns, List<ConcurrencyStep> concurrency,
        @Nullable Fault fault) {

    /**
     * A change of the limit.
     *
     * @param at since the start of this session
     * @param limit rollouts at once at most from then on
     * @param reason why, a few words
     */
    public record ConcurrencyStep(Duration at, int limit, String reason) {}

    /** Rollouts that are not started. */
    public int waiting() {
        return Math.max(0, total - done - failed - running);
    }

    /** Rollouts that are over. */
    public int finished() {
        return done + failed;
    }

    /** Failures by class, {@code 6 failed: 3 context length, 2 rate limit, 1 server error}; empty for none. */
    public String failuresInWords() {
        return failed == 0
                ? ""
                : failures.entrySet().stream().map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", ", "%,d failed: ".formatted(failed), ""));
    }

    /** The limit that holds now. */
    public int concurrencyLimit() {
        return concurrency.isEmpty() ? 0 : concurrency.getLast().limit();
    }
}
