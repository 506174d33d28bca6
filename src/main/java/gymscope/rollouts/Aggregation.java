package gymscope.rollouts;

import gymscope.agents.SimpleAgent;
import gymscope.rollouts.lines.LineFile;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sums up a rollouts file: its rows go to the environment of their agent, the answers into the metrics file. */
final class Aggregation {

    private static final List<String> STRIPPED = List.of("response", "responses_create_params", "ng_agent_observations",
            "ng_model_call_capture", "ng_trajectory");

    private final Map<String, List<ObjectNode>> rowsOfAgent = new LinkedHashMap<>();

    /** Takes in one row of the rollouts file. */
    void add(ObjectNode row) {
        String agent = InputRows.agentOf(row);
        rowsOfAgent.computeIfAbsent(agent == null ? "" : agent, first -> new ArrayList<>()).add(stripped(row));
    }

    /** One entry for each agent, in the order in which their first rows came. */
    ArrayNode metrics(Map<String, SimpleAgent> agents) {
        ArrayNode entries = Json.array();
        rowsOfAgent.forEach((name, rows) -> {
            SimpleAgent agent = agents.get(name);
            if (agent != null) {
                ObjectNode metrics = agent.aggregate(rows);
                ObjectNode entry = entries.addObject();
                entry.putObject("agent_ref").put("name", name);
                for (String part : List.of("agent_metrics", "key_metrics", "group_level_metrics")) {
                    entry.set(part, metrics.get(part));
                }
            }
        });
        return entries;
    }

    /** Writes the entries; nothing when there are none. */
    static void write(ArrayNode entries, Path file) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            Files.writeString(file, Json.pretty(entries));
        } catch (IOException problem) {
            throw LineFile.unwritable(file, problem);
        }
    }

    /** The row without what no metric is computed from; of the response its usage stays. */
    static ObjectNode stripped(ObjectNode row) {
        ObjectNode stripped = row.deepCopy();
        STRIPPED.forEach(stripped::remove);
        JsonNode usage = row.path("response").get("usage");
        if (usage != null && !usage.isNull()) {
            stripped.putObject("response").set("usage", usage);
        }
        return stripped;
    }
}
