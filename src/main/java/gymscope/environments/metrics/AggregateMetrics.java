package gymscope.environments.metrics;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code /aggregate_metrics} answers: statistics of every numeric column over all rollouts ({@code agent_metrics}),
 * the ones to look at first ({@code key_metrics}) and the same per task ({@code group_level_metrics}). Columns are the
 * top-level numbers and booleans of a verify response and the numbers of {@code response.usage}; the task and rollout
 * index are keys, {@code _ng_attempt_index} is a column as in NeMo Gym.
 */
public final class AggregateMetrics {

    private static final String TASK = "_ng_task_index";
    private static final String ROLLOUT = "_ng_rollout_index";

    private AggregateMetrics() {
    }

    /** The default computation: key metrics are all means. */
    public static ObjectNode of(List<ObjectNode> verifyResponses) {
        return of(verifyResponses, tasks -> Json.object(), AggregateMetrics::means);
    }

    /**
     * The computation with an environment's own metrics.
     *
     * @param ownMetrics from the tasks, each the list of its rollouts, to metrics that are added to the agent's
     * @param keyMetrics from the agent's metrics to the key metrics
     * @throws Fault when two responses are of the same rollout, or one has no index
     */
    public static ObjectNode of(List<ObjectNode> verifyResponses, Function<List<List<ObjectNode>>, ObjectNode> ownMetrics,
            Function<ObjectNode, ObjectNode> keyMetrics) {
        ObjectNode answer = Json.object();
        Map<Long, Map<Long, ObjectNode>> tasks = byTask(verifyResponses);
        ArrayNode groups = answer.putArray("group_level_metrics");
        ObjectNode agent = answer.putObject("agent_metrics");
        if (verifyResponses.isEmpty()) {
            answer.putObject("key_metrics");
            return answer;
        }
        List<List<ObjectNode>> rollouts = tasks.values().stream().map(task -> List.copyOf(task.values())).toList();
        agent.setAll(Columns.of(rollouts.stream().flatMap(List::stream).toList()).statistics());
        agent.setAll(ownMetrics.apply(rollouts));
        answer.set("key_metrics", keyMetrics.apply(agent));
        tasks.forEach((index, task) -> groups.add(group(index, task)));
        return answer;
    }

    private static Map<Long, Map<Long, ObjectNode>> byTask(List<ObjectNode> verifyResponses) {
        Map<Long, Map<Long, ObjectNode>> tasks = new TreeMap<>();
        for (ObjectNode response : verifyResponses) {
            long task = index(response, TASK);
            long rollout = index(response, ROLLOUT);
            if (tasks.computeIfAbsent(task, key -> new TreeMap<>()).put(rollout, response) != null) {
                throw new Fault("Rollout %d of task %d is there twice.".formatted(rollout, task),
                        "Remove one of the two rows before metrics are computed.");
            }
        }
        return tasks;
    }

    private static long index(ObjectNode response, String member) {
        Double index = Json.number(response, member);
        if (index == null) {
            throw new Fault("A verify response has no %s.".formatted(member),
                    "Metrics need rows that were collected as rollouts.");
        }
        return index.longValue();
    }

    private static ObjectNode group(long index, Map<Long, ObjectNode> task) {
        List<ObjectNode> rollouts = new ArrayList<>(task.values());
        ObjectNode group = Json.object().put(TASK, index);
        group.setAll(Columns.of(rollouts).statistics());
        group.putObject("sample").putObject("agent_ref").put("name", "agent");
        group.put("num_rollouts", rollouts.size()).put("expected_num_rollouts", rollouts.size()).put("missing_num_rollouts", 0)
                .put("reward_profile_completion_pct", 100.0);
        ArrayNode infos = group.putArray("rollout_infos");
        rollouts.forEach(rollout -> infos.add(info(rollout)));
        return group;
    }

    private static ObjectNode info(ObjectNode rollout) {
        long task = index(rollout, TASK);
        long attempt = index(rollout, ROLLOUT);
        ObjectNode info = Json.object().put("rollout_id", "%d:%d".formatted(task, attempt)).put(TASK, task).put(ROLLOUT, attempt);
        Columns.values(rollout).forEach(info::set);
        return info;
    }

    private static ObjectNode means(ObjectNode agentMetrics) {
        ObjectNode means = Json.object();
        agentMetrics.properties().stream().filter(metric -> metric.getKey().startsWith("mean/"))
                .forEach(metric -> means.set(metric.getKey(), metric.getValue()));
        return means;
    }
}
