package gymscope.tokens.reading;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a body in no known dialect was recognised, and what not.
 *
 * @param sentence for people
 * @param recognised JSON pointers of members that look like a part of an answer, with what they look like
 * @param unread JSON pointers of the others
 */
record Survey(String sentence, Map<String, String> recognised, List<String> unread) {

    private static final int MOST = 200;

    static Survey of(JsonNode body) {
        Map<String, String> recognised = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        look(body, "", 0, recognised, unread);
        return new Survey("The body is in no known dialect: %s.".formatted(recognised.isEmpty()
                ? "nothing in it looks like a part of an answer"
                : "no member says which, though some look like parts of an answer"), recognised, unread);
    }

    static Survey ofNoJson(String text) {
        return new Survey(text.isBlank() ? "The body is empty." : "The body is not JSON and not a stream of events.", Map.of(),
                text.isBlank() ? List.of() : List.of(""));
    }

    static Survey ofEmptyStream() {
        return new Survey("The stream has no event of a known dialect.", Map.of(), List.of());
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("dialect", Dialect.UNKNOWN.word()).put("sentence", sentence);
        ObjectNode known = json.putObject("recognised");
        recognised.forEach(known::put);
        ArrayNode others = json.putArray("unrecognised");
        unread.forEach(others::add);
        return json;
    }

    private static void look(JsonNode node, String pointer, int depth, Map<String, String> recognised, List<String> unread) {
        String kind = kind(node, pointer);
        if (kind != null) {
            recognised.put(pointer, kind);
        } else if (node.isObject() && depth < 4) {
            node.properties()
                    .forEach(member -> look(member.getValue(), pointer + "/" + escaped(member.getKey()), depth + 1, recognised,
                            unread));
        } else if (node.isArray() && depth < 4 && !node.isEmpty() && node.path(0).isContainer()) {
            look(node.path(0), pointer + "/0", depth + 1, recognised, unread);
        } else if (unread.size() < MOST) {
            unread.add(pointer);
        }
    }

    private static @Nullable String kind(JsonNode node, String pointer) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (node.isObject() && (node.has("prompt_tokens") || node.has("completion_tokens") || node.has("input_tokens"))) {
            return "usage";
        }
        if (node.isArray() && node.path(0).isObject() && (node.path(0).has("logprob") || node.path(0).has("prob"))) {
            return "log probabilities";
        }
        if (node.isArray() && node.path(0).isObject() && node.path(0).has("function")) {
            return "tool calls";
        }
        if (node.isArray() && !node.isEmpty() && node.path(0).isIntegralNumber() && name.contains("id")) {
            return "token ids";
        }
        if (node.isArray() && node.path(0).isNumber() && name.contains("prob")) {
            return "log probabilities";
        }
        if (node.isString()) {
            return switch (name) {
                case "text", "content", "response", "output", "completion", "generated_text", "answer" -> "text";
                case "reasoning", "reasoning_content", "thinking" -> "reasoning";
                case "finish_reason", "stop_reason", "done_reason", "stop_type" -> "reason to stop";
                case "model" -> "model";
                default -> null;
            };
        }
        return null;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
