package gymscope.rollouts;

import gymscope.environments.metrics.PassAtK;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rewards as they come in: mean, histogram, pass@k over the tasks that are complete. Not thread-safe. */
final class RewardMeter {

    private final Map<Long, Integer> attemptsOfTask = new HashMap<>();
    private final Map<Long, Map<Long, Double>> openTasks = new HashMap<>();
    private final TreeMap<Double, Integer> rewards = new TreeMap<>();
    private final List<Double> passSums = new ArrayList<>();
    private final List<Integer> passTasks = new ArrayList<>();
    private int count;
    private int completeTasks;
    private double mean;
    private double squares;

    /** Says that the run has this rollout. */
    void expect(RolloutKey key) {
        attemptsOfTask.merge(key.task(), 1, Integer::sum);
    }

    void add(RolloutKey key, double reward) {
        count++;
        double before = reward - mean;
        mean += before / count;
        squares += before * (reward - mean);
        rewards.merge(reward, 1, Integer::sum);
        Map<Long, Double> task = openTasks.computeIfAbsent(key.task(), first -> new TreeMap<>());
        task.put(key.attempt(), reward);
        if (task.size() == attemptsOfTask.getOrDefault(key.task(), 0)) {
            openTasks.remove(key.task());
            complete(task.values().stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    @Nullable
    Double mean() {
        return count == 0 ? null : Double.valueOf(mean);
    }

    @Nullable
    Double standardError() {
        return count < 2 ? null : Double.valueOf(Math.sqrt(squares / (count - 1) / count));
    }

    RewardHistogram histogram() {
        return RewardHistogram.of(rewards);
    }

    int completeTasks() {
        return completeTasks;
    }

    List<Double> passAtK() {
        List<Double> estimates = new ArrayList<>();
        for (int i = 0; i < passSums.size(); i++) {
            estimates.add(passSums.get(i) / passTasks.get(i));
        }
        return estimates;
    }

    private void complete(double[] attempts) {
        completeTasks++;
        for (int k = 1; k <= attempts.length; k++) {
            if (passSums.size() < k) {
                passSums.add(0.0);
                passTasks.add(0);
            }
            passSums.set(k - 1, passSums.get(k - 1) + PassAtK.ofTask(attempts, k));
            passTasks.set(k - 1, passTasks.get(k - 1) + 1);
        }
    }
}
