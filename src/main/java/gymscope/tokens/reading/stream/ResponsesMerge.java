package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of Responses. The last whole response counts; of a stream that was cut off, or whose last response leaves its
 * output or log probabilities out, the deltas make up for them.
 */
final class ResponsesMerge extends StreamMerge {

    private static final Set<String> ENDS = Set.of("response.completed", "response.incomplete", "response.failed",
            "response.cancelled");

    private final Map<Integer, ObjectNode> items = new TreeMap<>();
    private @Nullable ObjectNode response;
    private boolean done;

    @Override
    void add(JsonNode part) {
        String type = String.valueOf(Json.text(part, "type"));
        if (part.get("response") instanceof ObjectNode whole) {
            response = whole.deepCopy();
            done |= ENDS.contains(type);
        }
        int index = part.path("output_index").asInt(0);
        switch (type) {
            case "error" -> done = true;
            case "response.output_item.added", "response.output_item.done" -> {
                if (part.get("item") instanceof ObjectNode item) {
                    addItem(index, item.deepCopy());
                }
            }
            case "response.output_text.delta", "response.refusal.delta", "response.reasoning_text.delta" ->
                addText(part(index, type, "content", part.path("content_index").asInt(0)), type, part);
            case "response.reasoning_summary_text.delta" ->
                addText(part(index, type, "summary", part.path("summary_index").asInt(0)), type, part);
            case "response.function_call_arguments.delta" -> addPiece(item(index, "function_call"), "arguments", part);
            case "response.custom_tool_call_input.delta" -> addPiece(item(index, "custom_tool_call"), "input", part);
            default -> {
                // Events that only repeat what others bring.
            }
        }
    }

    @Override
    @Nullable
    JsonNode document() {
        if (response == null && items.isEmpty()) {
            return null;
        }
        ObjectNode whole = response == null ? Json.object() : response;
        List<JsonNode> output = Json.elements(whole, "output");
        if (output.isEmpty()) {
            ArrayNode made = whole.putArray("output");
            items.values().forEach(made::add);
        } else {
            for (int i = 0; i < output.size(); i++) {
                addLogprobs(output.get(i), items.get(i));
            }
        }
        return whole;
    }

    @Override
    boolean isDone() {
        return done;
    }

    /** A finished item may come without the log probabilities that its deltas had. */
    private void addItem(int index, ObjectNode item) {
        ObjectNode before = items.put(index, item);
        addLogprobs(item, before);
    }

    private static void addLogprobs(JsonNode item, @Nullable ObjectNode told) {
        List<JsonNode> parts = Json.elements(item, "content");
        List<JsonNode> known = told == null ? List.of() : Json.elements(told, "content");
        for (int i = 0; i < Math.min(parts.size(), known.size()); i++) {
            if (parts.get(i) instanceof ObjectNode part && Json.elements(part, "logprobs").isEmpty()
                    && !Json.elements(known.get(i), "logprobs").isEmpty()) {
                part.set("logprobs", known.get(i).get("logprobs"));
            }
        }
    }

    private static void addText(ObjectNode target, String type, JsonNode part) {
        addPiece(target, type.equals("response.refusal.delta") ? "refusal" : "text", part);
        appendList(target, "logprobs", part);
    }

    private static void addPiece(ObjectNode target, String member, JsonNode part) {
        String piece = Json.text(part, "delta");
        String before = Json.text(target, member);
        target.put(member, (before == null ? "" : before) + (piece == null ? "" : piece));
    }

    private ObjectNode part(int index, String type, String list, int place) {
        ObjectNode item = item(index, type.contains("reasoning") ? "reasoning" : "message");
        ArrayNode parts = item.get(list) instanceof ArrayNode known ? known : item.putArray(list);
        String kind = switch (type) {
            case "response.refusal.delta" -> "refusal";
            case "response.reasoning_text.delta" -> "reasoning_text";
            case "response.reasoning_summary_text.delta" -> "summary_text";
            default -> "output_text";
        };
        if (place >= parts.size()) {
            return parts.addObject().put("type", kind);
        }
        return parts.get(place) instanceof ObjectNode known ? known : Json.object();
    }

    private ObjectNode item(int index, String type) {
        return items.computeIfAbsent(index, added -> Json.object().put("type", type));
    }
}
