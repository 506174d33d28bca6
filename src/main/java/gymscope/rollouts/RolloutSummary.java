package gymscope.rollouts;

import gymscope.wire.Json;
import gymscope.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rollout as one row of a table.
 *
 * @param key which rollout
 * @param agent the agent's name
 * @param state where it is
 * @param reward null while it runs and when it failed
 * @param turns model calls, so far while it runs
 * @param inputTokens prompt tokens of all turns, 0 while it runs
 * @param cachedTokens those of them that were not computed again, 0 when not stated
 * @param outputTokens generated tokens of all turns, 0 while it runs
 * @param startedAt null when it is not known any more
 * @param duration how long it took, null while it runs and when it is not known any more
 * @param failure the failure's class in words, null when it did not fail
 * @param message what the failure says of itself, null when it says nothing
 */
public record RolloutSummary(RolloutKey key, String agent, RolloutState state, @Nullable Double reward, int turns,
        long inputTokens, long cachedTokens, long outputTokens, @Nullable Instant startedAt, @Nullable Duration duration,
        @Nullable String failure, @Nullable String message) {

    /** A rollout that begins now. */
    static RolloutSummary started(RolloutKey key, String agent, Instant startedAt) {
        return new RolloutSummary(key, agent, RolloutState.RUNNING, null, 0, 0, 0, 0, startedAt, null, null, null);
    }

    /** The same after one more model call. */
    RolloutSummary withTurn() {
        return new RolloutSummary(key, agent, state, reward, turns + 1, inputTokens, cachedTokens, outputTokens, startedAt,
                duration,
                failure, message);
    }

    /** The summary of a row of the rollouts file or the failures file. */
    static RolloutSummary of(RolloutKey key, JsonNode row, @Nullable Instant startedAt, @Nullable Duration duration) {
        String failure = ResultRow.failureWords(row);
        JsonNode response = row.path("response");
        Usage usage = Usage.of(response);
        String agent = InputRows.agentOf(row);
        return new RolloutSummary(key, agent == null ? "" : agent, failure == null ? RolloutState.DONE : RolloutState.FAILED,
                failure == null ? rewardOf(row) : null, Turns.count(response), usage == null ? 0 : usage.input(),
                usage == null || usage.cached() == null ? 0 : usage.cached(), usage == null ? 0 : usage.output(), startedAt,
                duration,
                failure, ResultRow.failureMessage(row));
    }

    private static @Nullable Double rewardOf(JsonNode row) {
        JsonNode reward = row.get("reward");
        return reward != null && reward.isBoolean() ? Double.valueOf(reward.asBoolean() ? 1 : 0) : Json.number(row, "reward");
    }
}
