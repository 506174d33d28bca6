package gymscope.convert;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the items of a conversation into chat messages. What the assistant said, thought and called in a row becomes one
 * message; thinking is put back between think tags.
 */
final class InputItems {

    private final boolean tokenFields;
    private final ArrayNode messages = Json.array();
    private StringBuilder text = new StringBuilder();
    private ArrayNode calls = Json.array();
    private boolean assistantSpoke;
    private @Nullable JsonNode bundle;

    private InputItems(boolean tokenFields) {
        this.tokenFields = tokenFields;
    }

    /** The messages for a Responses {@code input}. */
    static ArrayNode toMessages(@Nullable JsonNode input, boolean tokenFields) {
        InputItems items = new InputItems(tokenFields);
        if (input != null && input.isString()) {
            ObjectNode message = Json.object();
            message.putArray("content").addObject().put("type", "text").put("text", input.asString());
            items.messages.add(message.put("role", "user"));
        } else if (input != null && input.isArray()) {
            input.forEach(items::take);
        } else {
            throw ConversionFault.invalid("The request's input is neither a text nor a list of items.", "input");
        }
        items.flush();
        return items.messages;
    }

    private void take(JsonNode item) {
        String type = item.has("type") ? Json.text(item, "type") : item.has("role") ? "message" : null;
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item);
            case "function_call" -> functionCall(item);
            case "function_call_output" -> toolMessage(item, "call_id", "output");
            case null, default -> throw ConversionFault.unsupported(
                    "'%s' has no Chat Completions representation, so this conversation cannot be downconverted.".formatted(type));
        }
        if (tokenFields && TokenFields.bundle(item) != null) {
            bundle = item;
        }
    }

    private void message(JsonNode item) {
        String role = Json.text(item, "role");
        switch (role) {
            case "user", "system", "developer" -> {
                flush();
                ObjectNode message = Json.object();
                JsonNode content = item.get("content");
                message.set("content", content == null ? Json.object().nullNode() : ContentParts.toChat(content));
                messages.add(message.put("role", role));
            }
            case "assistant" -> {
                assistantSpoke = true;
                text.append(ContentParts.text(item.get("content")));
                Json.elements(item, "tool_calls").forEach(calls::add);
            }
            case "tool" -> toolMessage(item, "tool_call_id", "content");
            case null, default -> throw ConversionFault.invalid("Unrecognized role: %s.".formatted(role), "input");
        }
    }

    private void reasoning(JsonNode item) {
        assistantSpoke = true;
        for (JsonNode part : Json.elements(item, "summary")) {
            String thought = Json.text(part, "text");
            if (thought != null && !thought.isEmpty()) {
                text.append("<think>").append(thought).append("</think>");
            }
        }
    }

    private void functionCall(JsonNode item) {
        assistantSpoke = true;
        ObjectNode call = calls.addObject().put("id", required(item, "call_id")).put("type", "function");
        call.putObject("function").put("name", required(item, "name")).put("arguments", required(item, "arguments"));
    }

    private void toolMessage(JsonNode item, String idMember, String contentMember) {
        flush();
        String callId = required(item, idMember);
        JsonNode content = item.get(contentMember);
        if (content == null) {
            throw ConversionFault.invalid("A tool's result for call '%s' has no %s.".formatted(callId, contentMember), "input");
        }
        ObjectNode message = Json.object();
        message.set("content", ContentParts.toolOutput(content, callId));
        messages.add(message.put("role", "tool").put("tool_call_id", callId));
    }

    private void flush() {
        if (assistantSpoke) {
            ObjectNode message = Json.object().put("content", text.isEmpty() ? null : text.toString()).put("role", "assistant");
            if (!calls.isEmpty()) {
                message.set("tool_calls", calls);
            }
            if (bundle != null) {
                TokenFields.copy(bundle, message);
            }
            messages.add(message);
        }
        text = new StringBuilder();
        calls = Json.array();
        assistantSpoke = false;
        bundle = null;
    }

    private static String required(JsonNode item, String member) {
        String value = Json.text(item, member);
        if (value == null) {
            throw ConversionFault.invalid("A %s item lacks the text member %s.".formatted(Json.text(item, "type"), member),
                    "input");
        }
        return value;
    }
}
