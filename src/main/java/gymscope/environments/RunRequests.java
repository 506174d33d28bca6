package gymscope.environments;

import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form in which {@code responses_create_params} stands in verify responses: every member of the Responses request
 * is there, null or its default where the row did not set it.
 */
public final class RunRequests {

    private static final List<String> MEMBERS = List.of("background", "include", "input", "instructions", "max_output_tokens",
            "max_tool_calls", "metadata", "model", "parallel_tool_calls", "previous_response_id", "prompt", "reasoning",
            "service_tier", "store", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user",
            "stream");

    private RunRequests() {
    }

    /** The parameters with every member set; those that are not known stay at the end. The argument is not changed. */
    public static ObjectNode withDefaults(JsonNode createParams) {
        ObjectNode whole = Json.object();
        for (String member : MEMBERS) {
            JsonNode set = createParams.get(member);
            whole.set(member, set == null ? defaultOf(member) : member.equals("input") ? messages(set) : set.deepCopy());
        }
        createParams.properties().stream().filter(property -> !whole.has(property.getKey()))
                .forEach(property -> whole.set(property.getKey(), property.getValue().deepCopy()));
        return whole;
    }

    private static JsonNode defaultOf(String member) {
        return switch (member) {
            case "parallel_tool_calls" -> JsonNodeFactory.instance.booleanNode(true);
            case "tool_choice" -> JsonNodeFactory.instance.stringNode("auto");
            case "tools", "input" -> Json.array();
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode messages(JsonNode input) {
        JsonNode copy = input.deepCopy();
        if (copy instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (item instanceof ObjectNode message && message.has("role") && !message.has("type")) {
                    message.put("type", "message");
                }
            }
        }
        return copy;
    }
}
