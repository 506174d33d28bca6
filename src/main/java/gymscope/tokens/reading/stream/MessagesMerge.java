package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of Anthropic's Messages. */
final class MessagesMerge extends StreamMerge {

    private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
    private final Map<Integer, StringBuilder> inputs = new HashMap<>();
    private @Nullable ObjectNode message;
    private boolean done;

    @Override
    void add(JsonNode part) {
        int index = part.path("index").asInt(0);
        switch (String.valueOf(Json.text(part, "type"))) {
            case "message_start" -> message = part.path("message") instanceof ObjectNode begun ? begun.deepCopy() : Json.object();
            case "content_block_start" -> {
                if (part.get("content_block") instanceof ObjectNode block) {
                    blocks.put(index, block.deepCopy());
                }
            }
            case "content_block_delta" -> addDelta(index, part.path("delta"));
            case "message_delta" -> end(part);
            case "message_stop", "error" -> done = true;
            default -> {
                // ping, content_block_stop
            }
        }
    }

    @Override
    @Nullable
    JsonNode document() {
        if (message == null) {
            return null;
        }
        ArrayNode content = message.putArray("content");
        blocks.forEach((index, block) -> {
            JsonNode input = Json.parseOrNull(inputs.getOrDefault(index, new StringBuilder()).toString());
            if (input != null) {
                block.set("input", input);
            } else if (inputs.containsKey(index) && !inputs.get(index).isEmpty()) {
                block.put("input", inputs.get(index).toString());
            }
            content.add(block);
        });
        return message;
    }

    @Override
    boolean isDone() {
        return done;
    }

    private void addDelta(int index, JsonNode delta) {
        ObjectNode block = blocks.computeIfAbsent(index, added -> Json.object().put("type", "text"));
        appendText(block, "text", delta);
        appendText(block, "thinking", delta);
        String input = Json.text(delta, "partial_json");
        if (input != null) {
            inputs.computeIfAbsent(index, added -> new StringBuilder()).append(input);
        }
    }

    private void end(JsonNode part) {
        ObjectNode owner = message == null ? Json.object() : message;
        message = owner;
        part.path("delta").properties().forEach(member -> owner.set(member.getKey(), member.getValue()));
        if (part.get("usage") instanceof ObjectNode usage) {
            ObjectNode known = owner.get("usage") instanceof ObjectNode before ? before : owner.putObject("usage");
            known.setAll(usage);
        }
    }
}
