package gymscope.servers.local.request;

import gymscope.servers.http.HttpError;
import gymscope.wire.Json;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chat messages as templates want them, in vLLM's way: parts joined to a text, arguments of past calls as objects,
 * reasoning under both names.
 */
final class Messages {

    private Messages() {
    }

    /** Prepared copies of the messages of a request. */
    static ArrayNode prepared(@Nullable ArrayNode messages) {
        if (messages == null || messages.isEmpty()) {
            throw HttpError.badRequest("messages must be a list with at least one message.", "messages");
        }
        ArrayNode prepared = Json.array();
        for (int i = 0; i < messages.size(); i++) {
            prepared.add(prepared(messages.get(i), "messages[%d]".formatted(i)));
        }
        return prepared;
    }

    private static ObjectNode prepared(JsonNode given, String place) {
        if (!(given instanceof ObjectNode) || Json.text(given, "role") == null) {
            throw HttpError.badRequest(place + " must be an object with a role.", place);
        }
        ObjectNode message = (ObjectNode) given.deepCopy();
        message.set("content", content(given.get("content"), place));
        ArrayNode calls = calls(given.get("tool_calls"), place + ".tool_calls");
        message.remove("tool_calls");
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        String reasoning = Json.text(given, "reasoning_content");
        String thought = reasoning == null ? Json.text(given, "reasoning") : reasoning;
        if (thought != null) {
            message.put("reasoning", thought).put("reasoning_content", thought);
        }
        return message;
    }

    private static JsonNode content(@Nullable JsonNode content, String place) {
        if (content == null || content.isNull()) {
            return Json.toTree("");
        }
        if (content.isString()) {
            return content;
        }
        if (!content.isArray()) {
            throw RequestReader.wrong(place + ".content", "a text or a list of parts", content);
        }
        StringJoiner text = new StringJoiner("\n");
        for (JsonNode part : content) {
            String type = Json.text(part, "type");
            String piece = Json.text(part, "refusal".equals(type) ? "refusal" : "text");
            if (piece == null) {
                throw HttpError.badRequest("%s.content has a part of the type %s; the local model reads text only."
                        .formatted(place, type), place + ".content");
            }
            text.add(piece);
        }
        return Json.toTree(text.toString());
    }

    private static ArrayNode calls(@Nullable JsonNode calls, String place) {
        ArrayNode prepared = Json.array();
        for (JsonNode call : calls == null || calls.isNull() ? Json.array() : calls) {
            if (!(call.path("function") instanceof ObjectNode function) || Json.text(function, "name") == null) {
                throw HttpError.badRequest(place + " holds something that is no call of a named function.", place);
            }
            ObjectNode copy = (ObjectNode) call.deepCopy();
            // Arguments that are no JSON stay text: a conversation with a broken call can go on.
            JsonNode arguments = Json.parseOrNull(Json.text(function, "arguments"));
            if (arguments != null && arguments.isObject()) {
                copy.withObject("/function").set("arguments", arguments);
            }
            prepared.add(copy);
        }
        return prepared;
    }
}
