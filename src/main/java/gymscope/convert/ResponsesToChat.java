package gymscope.convert;

import gymscope.wire.Json;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Responses into Chat Completions. The documents given are not changed. */
public final class ResponsesToChat {

    /** Members of a Responses request that a chat request has under the same name. */
    private static final Set<String> SHARED = Set.of("metadata", "user", "store", "service_tier", "temperature", "top_p",
            "top_logprobs", "stream", "tool_choice", "parallel_tool_calls", "frequency_penalty", "presence_penalty", "logit_bias",
            "logprobs", "seed", "stop", "n", "stream_options");

    private ResponsesToChat() {
    }

    /**
     * A Responses request as a chat request. Members without a counterpart ({@code text}, {@code truncation},
     * {@code include}, {@code previous_response_id} …) are left out.
     *
     * @throws ConversionFault for items and parts that Chat Completions cannot express, by their names
     */
    public static ObjectNode request(ObjectNode request, Conversion conversion) {
        ObjectNode chat = Json.object();
        ArrayNode messages = InputItems.toMessages(request.get("input"), conversion.returnTokenIdInformation());
        String instructions = Json.text(request, "instructions");
        chat.set("messages",
                instructions == null || instructions.isEmpty() ? messages : withInstructions(messages, instructions));
        rename(request, "model", chat, "model");
        rename(request, "max_output_tokens", chat, "max_tokens");
        JsonNode reasoning = request.get("reasoning");
        if (reasoning != null) {
            rename(reasoning, "effort", chat, "reasoning_effort");
        }
        for (var member : request.properties()) {
            if (SHARED.contains(member.getKey())) {
                chat.set(member.getKey(), member.getValue());
            }
        }
        putTools(request, chat);
        return chat;
    }

    /** A Response as a chat completion with one choice. */
    public static ObjectNode response(ObjectNode response) {
        ObjectNode chat = Json.object().put("id", OutputItems.id("chatcmpl")).put("object", "chat.completion");
        JsonNode created = response.get("created_at");
        chat.put("created", created == null ? 0 : created.asLong(0));
        rename(response, "model", chat, "model");
        ArrayNode messages = InputItems.toMessages(response.path("output"), true);
        JsonNode last = messages.isEmpty()
                ? Json.object().put("role", "assistant").putNull("content")
                : messages.get(messages.size() - 1);
        boolean calls = last.has("tool_calls");
        String reason = Json.text(response.path("incomplete_details"), "reason");
        ObjectNode choice = chat.putArray("choices").addObject().put("index", 0);
        choice.set("message", last);
        choice.put("finish_reason",
                reason == null ? calls ? "tool_calls" : "stop" : reason.equals("max_output_tokens") ? "length" : reason);
        if (response.path("usage").isObject()) {
            chat.set("usage", UsageFields.toChat(response.path("usage")));
        }
        return chat;
    }

    /** One system message in front: the instructions and the texts of all leading system and developer messages. */
    private static ArrayNode withInstructions(ArrayNode messages, String instructions) {
        StringJoiner text = new StringJoiner("\n\n").add(instructions);
        int leading = 0;
        while (leading < messages.size() && isSystem(messages.get(leading))) {
            text.add(ContentParts.text(messages.get(leading).get("content")));
            leading++;
        }
        ArrayNode all = Json.array();
        all.addObject().put("content", text.toString()).put("role", "system");
        for (int i = leading; i < messages.size(); i++) {
            all.add(messages.get(i));
        }
        return all;
    }

    private static boolean isSystem(JsonNode message) {
        String role = Json.text(message, "role");
        return "system".equals(role) || "developer".equals(role);
    }

    private static void putTools(ObjectNode request, ObjectNode chat) {
        ArrayNode tools = Json.array();
        for (JsonNode tool : Json.elements(request, "tools")) {
            tools.add(chatTool(tool));
        }
        if (!tools.isEmpty()) {
            chat.set("tools", tools);
            JsonNode choice = chat.get("tool_choice");
            if (choice != null && choice.has("name") && !choice.has("function")) {
                ObjectNode named = Json.object().put("type", "function");
                named.putObject("function").set("name", choice.get("name"));
                chat.set("tool_choice", named);
            }
            return;
        }
        if ("required".equals(Json.text(request, "tool_choice"))) {
            throw ConversionFault.invalid("tool_choice='required' requires at least one tool.", "tool_choice");
        }
        chat.remove("tool_choice");
        chat.remove("parallel_tool_calls");
    }

    private static ObjectNode chatTool(JsonNode tool) {
        String type = Json.text(tool, "type");
        if (!"function".equals(type) || !tool.isObject()) {
            throw ConversionFault.unsupported("A tool of the type '%s' has no Chat Completions representation.".formatted(type));
        }
        ObjectNode function = (ObjectNode) tool.deepCopy();
        function.remove("type");
        function.remove("strict");
        ObjectNode chat = Json.object().put("type", "function");
        chat.set("function", function);
        return chat;
    }

    private static void rename(JsonNode from, String member, ObjectNode to, String name) {
        @Nullable
        JsonNode value = from.get(member);
        if (value != null && !value.isNull()) {
            to.set(name, value);
        }
    }
}
