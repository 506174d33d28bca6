package gymscope.rollouts;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How often each task is attempted: NeMo Gym's {@code num_repeats}.
 *
 * @param perAgent by the agent's name
 * @param others for all other agents, null when an agent has to be listed
 */
public record Repeats(Map<String, Integer> perAgent, @Nullable Integer others) {

    private static final String DEFAULT = "_default";

    /** Every task once. */
    public static final Repeats ONCE = of(1);

    public Repeats {
        perAgent = Map.copyOf(perAgent);
    }

    /**
     * The same number for every agent.
     *
     * @throws Fault when it is below 1
     */
    public static Repeats of(int times) {
        return new Repeats(Map.of(), checked(times));
    }

    /**
     * Reads a number, a mapping from agent names to numbers with an optional {@code _default}, or null for once.
     *
     * @throws Fault when it is something else or a number is below 1
     */
    public static Repeats of(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return ONCE;
        }
        if (!value.isObject()) {
            return of(number(value));
        }
        Map<String, Integer> perAgent = new LinkedHashMap<>();
        value.properties().forEach(agent -> perAgent.put(agent.getKey(), checked(number(agent.getValue()))));
        Integer others = perAgent.remove(DEFAULT);
        return new Repeats(perAgent, others);
    }

    /** How often for this agent; empty when it is not listed and there is no default. */
    OptionalInt of(String agent) {
        Integer times = perAgent.getOrDefault(agent, others);
        return times == null ? OptionalInt.empty() : OptionalInt.of(times);
    }

    /** The fault of rows whose agents are not listed. */
    Fault missing(List<String> agents) {
        return new Fault("num_repeats dict has no entry for agents %s and no '_default' fallback. Listed agents: %s"
                .formatted(quoted(agents), quoted(new ArrayList<>(perAgent.keySet()))), "List them, or add _default.");
    }

    private static int number(JsonNode value) {
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new Fault("num_repeats must be a whole number or a mapping from agents to whole numbers, got %s"
                    .formatted(Json.write(value)), "Give for instance 4, or {my_agent: 4, _default: 1}.");
        }
        return value.asInt();
    }

    private static int checked(int times) {
        if (times < 1) {
            throw new Fault("num_repeats must be >= 1, got %d".formatted(times), "Give the number of attempts at each task.");
        }
        return times;
    }

    private static String quoted(List<String> names) {
        return names.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
