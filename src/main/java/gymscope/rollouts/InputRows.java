package gymscope.rollouts;

import gymscope.rollouts.lines.JsonLines;
import gymscope.rollouts.lines.PythonJson;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the lines of an input file into the rows of a run, as NeMo Gym does: agent, overrides, task index, attempts.
 * Lines with the same text are attempts at one task. One object reads one file once.
 */
final class InputRows {

    private static final String PARAMS = "responses_create_params";

    private final CollectOptions options;
    private final Map<String, Long> taskOfText = new HashMap<>();
    private final Map<Long, Long> attempts = new HashMap<>();
    private final List<Long> withoutAgent = new ArrayList<>();
    private final Set<String> unlisted = new TreeSet<>();
    private long position;

    InputRows(CollectOptions options) {
        this.options = options;
    }

    /**
     * Reads the file and hands over one row for each rollout, attempts at a task one after the other.
     *
     * @throws Fault when the file is missing, a line can't be used, or rows have no agent; rows handed over before are
     * to be forgotten then
     */
    void forEach(Consumer<ObjectNode> rows) {
        if (!Files.isRegularFile(options.input())) {
            throw new Fault("Input file not found: '%s' (--input).".formatted(options.input()),
                    "Check the path is spelled correctly.");
        }
        JsonLines.read(options.input(), (number, text, row) -> {
            prepare(number, text, row, rows);
            position++;
            return options.limit() <= 0 || position < options.limit();
        });
        if (!withoutAgent.isEmpty()) {
            throw new Fault("No agent specified for rows %s.".formatted(withoutAgent)
                    + " Either provide +agent_name config or include agent_ref in data.",
                    "Name the agent with --agent, or give each row an agent_ref.");
        }
        if (!unlisted.isEmpty()) {
            throw options.repeats().missing(List.copyOf(unlisted));
        }
        if (position == 0) {
            throw new Fault("The input file '%s' has no rows.".formatted(options.input()),
                    "Give a file with one JSON object a line.");
        }
    }

    /** The agent that a row names, null when it names none. */
    static @Nullable String agentOf(JsonNode row) {
        return Json.text(row.path("agent_ref"), "name");
    }

    private void prepare(int number, String text, ObjectNode row, Consumer<ObjectNode> rows) {
        String agent = withAgent(row);
        if (agent == null) {
            withoutAgent.add(position);
            return;
        }
        OptionalInt times = options.repeats().of(agent);
        if (times.isEmpty()) {
            unlisted.add(agent);
            return;
        }
        override(number, row);
        long task = taskOf(text, row);
        for (int repeat = 0; repeat < times.getAsInt(); repeat++) {
            long attempt = attempts.merge(task, 1L, Long::sum) - 1;
            ObjectNode copy = row.deepCopy();
            copy.put(RolloutKey.TASK, task).put(RolloutKey.ATTEMPT, attempt);
            if (options.addSeed()) {
                addSeed(copy, attempt);
            }
            rows.accept(copy);
        }
    }

    private @Nullable String withAgent(ObjectNode row) {
        if (!row.hasNonNull("agent_ref") && options.agentName() != null) {
            row.putObject("agent_ref").put("name", options.agentName());
        }
        return agentOf(row);
    }

    private void override(int number, ObjectNode row) {
        if (!(row.get(PARAMS) instanceof ObjectNode params)) {
            throw new Fault("Line %d of '%s' has no responses_create_params.".formatted(number, options.input()),
                    "Give the row an object of that name with at least input.");
        }
        params.setAll(options.responsesCreateParams());
    }

    private long taskOf(String text, ObjectNode row) {
        JsonNode given = row.get(RolloutKey.TASK);
        if (given != null && given.canConvertToLong()) {
            return given.asLong();
        }
        return taskOfText.computeIfAbsent(text, first -> position);
    }

    private void addSeed(ObjectNode row, long attempt) {
        ObjectNode metadata = row.withObject("/" + PARAMS).withObjectProperty("metadata");
        String given = Json.text(metadata, "extra_body");
        ObjectNode body = given == null ? Json.object() : Json.parseObject(given);
        metadata.put("extra_body", PythonJson.write(body.put("seed", attempt)));
    }
}
