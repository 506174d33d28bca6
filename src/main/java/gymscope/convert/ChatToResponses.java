package gymscope.convert;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat Completions into Responses. The documents given are not changed. */
public final class ChatToResponses {

    private static final Pattern THINK = Pattern.compile("<think>(.*?)</think>", Pattern.DOTALL);

    /** Members with the same meaning in both requests: the chat's name, the name in Responses. */
    private static final List<Map.Entry<String, String>> SHARED = List.of(Map.entry("max_completion_tokens", "max_output_tokens"),
            Map.entry("metadata", "metadata"), Map.entry("model", "model"), Map.entry("service_tier", "service_tier"),
            Map.entry("store", "store"), Map.entry("temperature", "temperature"), Map.entry("top_logprobs", "top_logprobs"),
            Map.entry("top_p", "top_p"), Map.entry("user", "user"), Map.entry("stream", "stream"));

    private ChatToResponses() {
    }

    /**
     * A chat request as a Responses request.
     *
     * @throws ConversionFault for a message of an unknown role
     */
    public static ObjectNode request(ObjectNode chat, Conversion conversion) {
        ObjectNode request = Json.object();
        request.set("input", items(Json.elements(chat, "messages"), conversion));
        for (Map.Entry<String, String> member : SHARED) {
            JsonNode value = chat.get(member.getKey());
            if (value != null && !value.isNull()) {
                request.set(member.getValue(), value);
            }
        }
        JsonNode effort = chat.get("reasoning_effort");
        if (effort != null && !effort.isNull()) {
            request.putObject("reasoning").set("effort", effort);
        }
        JsonNode parallel = chat.get("parallel_tool_calls");
        request.put("parallel_tool_calls", parallel == null || parallel.isNull() || parallel.booleanValue());
        JsonNode choice = chat.get("tool_choice");
        request.set("tool_choice", choice == null || choice.isNull() ? Json.toTree("auto") : choice);
        ArrayNode tools = request.putArray("tools");
        for (JsonNode tool : Json.elements(chat, "tools")) {
            ObjectNode function = tool.path("function") instanceof ObjectNode object ? object.deepCopy() : Json.object();
            tools.add(function.put("type", "function"));
        }
        return request;
    }

    /**
     * A chat completion's first choice as a Response.
     *
     * @param request the Responses request, whose parameters are repeated
     */
    public static ObjectNode response(ObjectNode request, ObjectNode chatAnswer, Conversion conversion) {
        JsonNode choice = chatAnswer.path("choices").path(0);
        ArrayNode output = items(choice.path("message"), conversion);
        JsonNode usage = chatAnswer.get("usage");
        return ResponseEnvelope.of(request, OutputItems.id("resp"), chatAnswer.path("created").asLong(0), output,
                Json.text(choice, "finish_reason"), usage == null || !usage.isObject() ? null : UsageFields.toResponses(usage));
    }

    /** A conversation's messages as items. */
    public static ArrayNode items(List<JsonNode> messages, Conversion conversion) {
        ArrayNode items = Json.array();
        for (JsonNode message : messages) {
            String role = Json.text(message, "role");
            switch (role) {
                case "user", "system", "developer" -> {
                    JsonNode content = message.get("content");
                    ObjectNode item = items.addObject();
                    item.set("content", content == null || content.isNull() ? Json.toTree("") : content);
                    item.put("role", role).put("type", "message");
                }
                case "assistant" -> items.addAll(items(message, conversion));
                case "tool" -> items.add(toolOutput(message));
                case null, default -> throw ConversionFault.unsupported("Unrecognized role: %s.".formatted(role));
            }
        }
        return items;
    }

    /** One assistant message as items: reasoning, message, calls; the last one carries the token fields. */
    public static ArrayNode items(JsonNode message, Conversion conversion) {
        ArrayNode items = Json.array();
        List<String> thoughts = new ArrayList<>();
        String reasoning = reasoningOf(message);
        if (reasoning != null) {
            thoughts.add(reasoning);
        }
        String content = ContentParts.text(message.get("content"));
        if (conversion.usesReasoningParser()) {
            Matcher think = THINK.matcher(content);
            content = think.replaceAll(match -> {
                thoughts.add(match.group(1));
                return "";
            });
        }
        List<JsonNode> calls = Json.elements(message, "tool_calls");
        if (!thoughts.isEmpty()) {
            items.add(OutputItems.reasoning(thoughts));
        }
        if (!content.isEmpty() || (thoughts.isEmpty() && calls.isEmpty())) {
            items.add(OutputItems.message(content));
        }
        calls.forEach(call -> items.add(functionCall(call)));
        JsonNode bundle = conversion.returnTokenIdInformation() ? TokenFields.bundle(message) : null;
        if (bundle != null) {
            TokenFields.copy(bundle, (ObjectNode) items.get(items.size() - 1));
        }
        return items;
    }

    private static @Nullable String reasoningOf(JsonNode message) {
        String reasoning = Json.text(message, "reasoning_content");
        String other = reasoning == null || reasoning.isEmpty() ? Json.text(message, "reasoning") : reasoning;
        return other == null || other.isEmpty() ? null : other;
    }

    private static ObjectNode functionCall(JsonNode call) {
        JsonNode function = call.path("function");
        String id = Json.text(call, "id");
        String name = Json.text(function, "name");
        String arguments = Json.text(function, "arguments");
        if (id == null || name == null || arguments == null) {
            throw ConversionFault.unsupported("A tool call without id, function name or argument text has no Responses item.");
        }
        return OutputItems.functionCall(id, name, arguments);
    }

    private static ObjectNode toolOutput(JsonNode message) {
        ObjectNode item = Json.object();
        JsonNode content = message.get("content");
        JsonNode output = content == null ? Json.toTree("") : content;
        if (content != null && content.isArray()) {
            ArrayNode parts = Json.array();
            content.forEach(part -> parts.addObject().put("type", "input_text").put("text", Json.text(part, "text")));
            output = parts;
        }
        JsonNode callId = message.get("tool_call_id");
        item.set("call_id", callId == null ? Json.object().nullNode() : callId);
        item.set("output", output);
        return item.put("type", "function_call_output").putNull("id").put("status", "completed");
    }
}
