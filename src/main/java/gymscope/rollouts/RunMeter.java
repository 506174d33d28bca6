package gymscope.rollouts;

import gymscope.rollouts.RunSnapshot.ConcurrencyStep;
import gymscope.wire.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps count of a run: every rollout with its summary, and the sums that a snapshot shows. Thread-safe. */
final class RunMeter {

    private final Map<RolloutKey, RolloutSummary> rollouts = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final List<ConcurrencyStep> concurrency = new ArrayList<>();
    private final RewardMeter rewards = new RewardMeter();
    private final Stopwatch stopwatch = new Stopwatch();
    private RunState state = RunState.READY;
    private @Nullable Fault fault;
    private int total;
    private int done;
    private int running;
    private int finishedNow;
    private long inputTokens;
    private long cachedTokens;
    private long outputTokens;
    private long outputTokensNow;
    private long turns;

    /** Says that the run has this rollout. */
    synchronized void expect(RolloutKey key) {
        total++;
        rewards.expect(key);
    }

    /** A rollout that an earlier session finished. */
    synchronized void restore(RolloutSummary summary) {
        count(summary);
    }

    synchronized RolloutSummary start(RolloutSummary summary) {
        running++;
        rollouts.put(summary.key(), summary);
        return summary;
    }

    /** One more model call; null when the rollout is not under way any more. */
    synchronized @Nullable RolloutSummary turn(RolloutKey key) {
        return rollouts.computeIfPresent(key, (same, summary) -> summary.withTurn());
    }

    synchronized void finish(RolloutSummary summary) {
        running--;
        finishedNow++;
        outputTokensNow += summary.outputTokens();
        count(summary);
    }

    /** A rollout that was broken off, as if it had never been started. */
    synchronized void abandon(RolloutKey key) {
        running--;
        rollouts.remove(key);
    }

    synchronized void setState(RunState newState) {
        state = newState;
        if (newState == RunState.PAUSED || newState.isOver()) {
            stopwatch.halt();
        } else if (newState != RunState.READY) {
            stopwatch.run();
        }
    }

    synchronized RunState state() {
        return state;
    }

    /** Ends the run for this reason; the first one counts. */
    synchronized void setFault(Fault reason) {
        if (fault == null) {
            fault = reason;
        }
    }

    synchronized @Nullable Fault fault() {
        return fault;
    }

    synchronized void setConcurrency(int limit, String reason) {
        concurrency.add(new ConcurrencyStep(stopwatch.elapsed(), limit, reason));
    }

    synchronized @Nullable RolloutSummary rollout(RolloutKey key) {
        return rollouts.get(key);
    }

    synchronized List<RolloutSummary> rollouts() {
        return List.copyOf(rollouts.values());
    }

    synchronized RunSnapshot snapshot() {
        int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
        Duration elapsed = stopwatch.elapsed();
        double seconds = Math.max(elapsed.toNanos() / 1e9, 1e-9);
        double perMinute = finishedNow * 60 / seconds;
        int left = total - done - failed;
        Duration remaining = state.isOver() || finishedNow == 0 ? null : Duration.ofMillis((long) (left * 60_000.0 / perMinute));
        return new RunSnapshot(state, total, done, failed, byFrequency(), running, elapsed, perMinute, remaining, rewards.mean(),
                rewards.standardError(), rewards.histogram(), List.copyOf(rewards.passAtK()), rewards.completeTasks(),
                inputTokens,
                cachedTokens, outputTokens, outputTokensNow / seconds, done == 0 ? 0 : turns / (double) done,
                List.copyOf(concurrency), fault);
    }

    private void count(RolloutSummary summary) {
        rollouts.put(summary.key(), summary);
        inputTokens += summary.inputTokens();
        cachedTokens += summary.cachedTokens();
        outputTokens += summary.outputTokens();
        if (summary.failure() != null) {
            failures.merge(summary.failure(), 1, Integer::sum);
            return;
        }
        done++;
        turns += summary.turns();
        if (summary.reward() != null) {
            rewards.add(summary.key(), summary.reward());
        }
    }

    private Map<String, Integer> byFrequency() {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        failures.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey())).forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return java.util.Collections.unmodifiableMap(sorted);
    }
}
