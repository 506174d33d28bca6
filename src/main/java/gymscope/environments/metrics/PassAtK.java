package gymscope.environments.metrics;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * pass@k, average of k and majority@k over the rollouts of tasks, in percent, with NeMo Gym's names and formulas. A task
 * is the list of its rollouts in their order; a rollout without a score is left out. Immutable.
 *
 * @param scores name of each score and the member of the rollout that holds it
 * @param answerMember the member that holds the answer, which adds majorities and {@code no_answer}; null for none
 */
public record PassAtK(Map<String, String> scores, @Nullable String answerMember) {

    private static final String NO_ANSWER = "no_answer";
    private static final List<String> STATISTICS = List.of("/std_dev_across_runs", "/std_err_across_runs", "/avg_sample_std_dev");

    /** One score: {@code accuracy} is the reward. */
    public static PassAtK ofRewards() {
        return new PassAtK(Map.of("accuracy", "reward"), null);
    }

    public PassAtK withAnswer(String member) {
        return new PassAtK(scores, member);
    }

    public PassAtK withScores(Map<String, String> newScores) {
        return new PassAtK(newScores, answerMember);
    }

    /** All metrics for k from 1 to the largest number of rollouts that a task has. */
    public ObjectNode metrics(List<List<ObjectNode>> tasks) {
        ObjectNode metrics = Json.object();
        int largest = tasks.stream().mapToInt(List::size).max().orElse(0);
        Map<String, List<List<Attempt>>> attempts = attempts(tasks);
        for (int k = 1; k <= largest; k++) {
            for (Map.Entry<String, List<List<Attempt>>> score : attempts.entrySet()) {
                addOfK(metrics, k, score.getKey(), score.getValue());
            }
        }
        if (largest > 0) {
            addAcrossRuns(metrics, largest, attempts);
        }
        return metrics;
    }

    /** The same for each value of a member of the tasks' first rollouts, as {@code <value>/<metric>}. */
    public ObjectNode subsetMetrics(List<List<ObjectNode>> tasks, String member) {
        Map<String, List<List<ObjectNode>>> subsets = new LinkedHashMap<>();
        for (List<ObjectNode> task : tasks) {
            JsonNode value = task.isEmpty() ? null : task.getFirst().get(member);
            if (value != null && isTruthy(value)) {
                subsets.computeIfAbsent(value.asString(), name -> new ArrayList<>()).add(task);
            }
        }
        ObjectNode metrics = Json.object();
        subsets.forEach((name, subset) -> metrics(subset).properties().stream()
                .filter(metric -> !metric.getKey().equals("per_sample_aggregate"))
                .forEach(metric -> metrics.set(name + "/" + metric.getKey(), metric.getValue())));
        return metrics;
    }

    /**
     * Of the metrics {@code <pattern>/<score>} those with the largest k, statistics across runs left out.
     *
     * @param pattern with {@code {k}} where the number stands, for instance {@code pass@{k}}
     * @param scoreNames only these, all when empty
     */
    public static ObjectNode highest(ObjectNode metrics, String pattern, List<String> scoreNames) {
        Pattern name = Pattern.compile(
                "\\Q" + pattern.replace("{k}", "\\E(\\d+)\\Q") + "\\E/(.+)");
        Map<String, Matcher> matching = new LinkedHashMap<>();
        for (String key : metrics.propertyNames()) {
            Matcher matcher = name.matcher(key);
            if (matcher.matches() && STATISTICS.stream().noneMatch(key::endsWith)
                    && (scoreNames.isEmpty() || scoreNames.contains(matcher.group(2)))) {
                matching.put(key, matcher);
            }
        }
        int largest = matching.values().stream().mapToInt(matcher -> Integer.parseInt(matcher.group(1))).max().orElse(0);
        ObjectNode highest = Json.object();
        matching.forEach((key, matcher) -> {
            if (Integer.parseInt(matcher.group(1)) == largest) {
                highest.set(key, metrics.get(key));
            }
        });
        return highest;
    }

    /**
     * The estimate of one task: with scores of 0 and 1 the chance that k of the n rollouts hold a success, 1 − C(wrong,
     * k) / C(n, k); with others the best of the first k.
     */
    public static double ofTask(double[] values, int k) {
        long wrong = IntStream.range(0, values.length).filter(i -> values[i] == 0).count();
        boolean binary = IntStream.range(0, values.length).allMatch(i -> values[i] == 0 || values[i] == 1);
        if (!binary) {
            return IntStream.range(0, k).mapToDouble(i -> values[i]).max().orElse(0);
        }
        double allWrong = 1;
        for (int i = 0; i < k; i++) {
            allWrong *= Math.max(0, wrong - i) / (double) (values.length - i);
        }
        return 1 - allWrong;
    }

    private record Attempt(double score, @Nullable String answer) {}

    private Map<String, List<List<Attempt>>> attempts(List<List<ObjectNode>> tasks) {
        Map<String, List<List<Attempt>>> attempts = new LinkedHashMap<>();
        scores.forEach((name, member) -> attempts.put(name, tasks.stream().map(task -> task.stream()
                .filter(rollout -> Numbers.of(rollout.get(member)) != null).map(rollout -> attempt(rollout, member)).toList())
                .toList()));
        if (answerMember != null) {
            attempts.put(NO_ANSWER, tasks.stream().map(task -> task.stream().map(rollout -> {
                String answer = answer(rollout);
                return new Attempt(answer == null ? 1 : 0, answer);
            }).toList()).toList());
        }
        return attempts;
    }

    private Attempt attempt(ObjectNode rollout, String member) {
        Double score = Numbers.of(rollout.get(member));
        return new Attempt(score == null ? 0 : score, answer(rollout));
    }

    private @Nullable String answer(ObjectNode rollout) {
        JsonNode answer = answerMember == null ? null : rollout.get(answerMember);
        return answer == null || answer.isNull() ? null : answer.isString() ? answer.asString() : Json.write(answer);
    }

    private void addOfK(ObjectNode metrics, int k, String name, List<List<Attempt>> tasks) {
        double passed = Numbers.mean(tasks.stream().filter(task -> task.size() >= k)
                .mapToDouble(task -> ofTask(task.stream().mapToDouble(Attempt::score).toArray(), k)).toArray());
        double average = Numbers.mean(tasks.stream().filter(task -> !task.isEmpty())
                .mapToDouble(task -> Numbers.mean(task.stream().limit(k).mapToDouble(Attempt::score).toArray())).toArray());
        metrics.put("pass@%d/%s".formatted(k, name), 100 * passed);
        metrics.put("pass@1[avg-of-%d]/%s".formatted(k, name), 100 * average);
        if (answerMember != null) {
            double majority = Numbers.mean(tasks.stream().filter(task -> !task.isEmpty())
                    .mapToDouble(task -> majority(task.subList(0, Math.min(k, task.size())))).toArray());
            metrics.put("majority@%d/%s".formatted(k, name), 100 * majority);
        }
    }

    /** The mean score of the most frequent pairs of answer and score; 0 when there is no answer. */
    private static double majority(List<Attempt> attempts) {
        Map<Attempt, Integer> votes = new LinkedHashMap<>();
        attempts.stream().filter(attempt -> attempt.answer() != null).forEach(attempt -> votes.merge(attempt, 1, Integer::sum));
        int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Numbers.mean(votes.entrySet().stream().filter(vote -> vote.getValue() == most)
                .mapToDouble(vote -> vote.getKey().score()).toArray());
    }

    private static void addAcrossRuns(ObjectNode metrics, int largest, Map<String, List<List<Attempt>>> attempts) {
        Map<String, double[]> perSample = new LinkedHashMap<>();
        ObjectNode aggregate = metrics.putObject("per_sample_aggregate");
        attempts.forEach((name, tasks) -> {
            double[] means = IntStream.range(0, largest).mapToDouble(i -> 100 * Numbers.mean(
                    tasks.stream().filter(task -> task.size() > i).mapToDouble(task -> task.get(i).score()).toArray())).toArray();
            ArrayNode list = aggregate.putArray(name);
            for (double mean : means) {
                list.add(mean);
            }
            perSample.put(name, means);
        });
        for (int k = 2; k <= largest; k++) {
            for (Map.Entry<String, double[]> score : perSample.entrySet()) {
                double deviation = Numbers.deviation(Arrays.copyOf(score.getValue(), k));
                String metric = "pass@1[avg-of-%d]/%s".formatted(k, score.getKey());
                metrics.put(metric + "/std_dev_across_runs", deviation);
                metrics.put(metric + "/std_err_across_runs", deviation / Math.sqrt(k));
            }
        }
    }

    /** Whether Python would take the value for true. */
    private static boolean isTruthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> !value.asString().isEmpty();
            case BOOLEAN -> value.asBoolean();
            case NUMBER -> value.asDouble() != 0;
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> false;
        };
    }
}
