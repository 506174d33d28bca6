package gymscope.environments.metrics;

import gymscope.wire.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The numeric columns of a group of verify responses: name to the values that are there, in the order of the rows. */
record Columns(Map<String, double[]> values, int rows) {

    private static final Set<String> KEYS = Set.of("_ng_task_index", "_ng_rollout_index");

    /** The columns of these rows. */
    static Columns of(List<ObjectNode> rollouts) {
        List<Map<String, JsonNode>> rows = rollouts.stream().map(Columns::values).toList();
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, rows.stream().map(row -> Numbers.of(row.get(name))).filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue).toArray());
        }
        return new Columns(columns, rollouts.size());
    }

    /** The numeric members of one row, booleans as 0 or 1, those of its usage behind the reward. */
    static Map<String, JsonNode> values(ObjectNode rollout) {
        Map<String, JsonNode> numbers = new LinkedHashMap<>();
        JsonNode reward = rollout.get("reward");
        if (Numbers.of(reward) != null && reward != null) {
            numbers.put("reward", reward);
        }
        addNumbers(rollout.path("response").path("usage"), numbers);
        addNumbers(rollout, numbers);
        return numbers;
    }

    /** {@code mean/<column>} and so on; what is not defined is left out. */
    ObjectNode statistics() {
        ObjectNode statistics = Json.object();
        put(statistics, "mean", Numbers::mean);
        put(statistics, "max", column -> DoubleStream.of(column).max().orElse(Double.NaN));
        put(statistics, "min", column -> DoubleStream.of(column).min().orElse(Double.NaN));
        put(statistics, "median", Numbers::median);
        boolean noDeviation = values.values().stream().allMatch(column -> column.length < 2);
        put(statistics, "std", column -> noDeviation && column.length == rows ? 0.0 : Numbers.deviation(column));
        return statistics;
    }

    private void put(ObjectNode statistics, String name, ToDoubleFunction<double[]> statistic) {
        values.forEach((column, numbers) -> {
            double value = numbers.length == 0 ? Double.NaN : statistic.applyAsDouble(Arrays.copyOf(numbers, numbers.length));
            if (!Double.isNaN(value)) {
                statistics.put(name + "/" + column, value);
            }
        });
    }

    private static void addNumbers(JsonNode object, Map<String, JsonNode> numbers) {
        object.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!KEYS.contains(member.getKey()) && (value.isNumber() || value.isBoolean())) {
                numbers.putIfAbsent(member.getKey(), value.isBoolean()
                        ? JsonNodeFactory.instance.numberNode(value.asBoolean() ? 1 : 0)
                        : value);
            }
        });
    }
}
