package gymscope.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Adds the events of a stream up to the document that the same request without {@code stream} would have given. Chat
 * Completions and Completions chunks are merged member by member; of Responses the last event that carries the whole
 * response counts.
 */
public final class StreamedAnswer {

    private StreamedAnswer() {
    }

    /** The document; null when no event carries a part of one. */
    public static @Nullable JsonNode of(List<StreamEvent> events) {
        ChunkMerger merger = new ChunkMerger();
        JsonNode response = null;
        for (StreamEvent event : events) {
            JsonNode data = event.json();
            if (data == null) {
                continue;
            }
            JsonNode whole = data.get("response");
            if (whole != null && whole.isObject()) {
                response = whole;
            } else if (data.has("choices")) {
                merger.add(data);
            }
        }
        return response != null ? response : merger.merged();
    }

    /** Merges the chunks of Chat Completions and Completions streams. */
    private static final class ChunkMerger {

        private @Nullable ObjectNode answer;

        void add(JsonNode chunk) {
            if (answer == null) {
                answer = Json.object();
            }
            for (var member : chunk.properties()) {
                switch (member.getKey()) {
                    case "choices" -> member.getValue().forEach(choice -> addChoice(choicesOf(answer), choice));
                    case "object" -> answer.put("object", member.getValue().asString("").replace(".chunk", ""));
                    default -> {
                        if (!member.getValue().isNull() || !answer.has(member.getKey())) {
                            answer.set(member.getKey(), member.getValue());
                        }
                    }
                }
            }
        }

        @Nullable
        JsonNode merged() {
            return answer;
        }

        private static ArrayNode choicesOf(ObjectNode answer) {
            return answer.get("choices") instanceof ArrayNode choices ? choices : answer.putArray("choices");
        }

        private static void addChoice(ArrayNode choices, JsonNode piece) {
            ObjectNode choice = elementWithIndex(choices, piece.path("index").asInt(0));
            for (var member : piece.properties()) {
                switch (member.getKey()) {
                    case "index" -> {
                        // Set when the choice was made.
                    }
                    case "delta" -> mergeDelta(objectAt(choice, "message"), member.getValue());
                    case "logprobs" -> mergeLists(choice, "logprobs", member.getValue());
                    case "text" -> appendText(choice, "text", member.getValue());
                    case "token_ids", "prompt_token_ids" -> appendList(choice, member.getKey(), member.getValue());
                    default -> {
                        if (!member.getValue().isNull() || !choice.has(member.getKey())) {
                            choice.set(member.getKey(), member.getValue());
                        }
                    }
                }
            }
        }

        private static void mergeDelta(ObjectNode message, JsonNode delta) {
            for (var member : delta.properties()) {
                switch (member.getKey()) {
                    case "content", "reasoning", "reasoning_content", "refusal" ->
                        appendText(message, member.getKey(), member.getValue());
                    case "tool_calls" -> {
                        if (member.getValue() instanceof ArrayNode pieces) {
                            ArrayNode calls = message.get("tool_calls") instanceof ArrayNode known
                                    ? known
                                    : message.putArray("tool_calls");
                            pieces.forEach(piece -> mergeCall(calls, piece));
                        }
                    }
                    default -> message.set(member.getKey(), member.getValue());
                }
            }
        }

        private static void mergeCall(ArrayNode calls, JsonNode piece) {
            ObjectNode call = elementWithIndex(calls, piece.path("index").asInt(0));
            for (var member : piece.properties()) {
                if (member.getKey().equals("function") && member.getValue().isObject()) {
                    ObjectNode function = objectAt(call, "function");
                    for (var part : member.getValue().properties()) {
                        if (part.getKey().equals("arguments")) {
                            appendText(function, "arguments", part.getValue());
                        } else if (!part.getValue().isNull()) {
                            function.set(part.getKey(), part.getValue());
                        }
                    }
                } else if (!member.getKey().equals("index") && !member.getValue().isNull()) {
                    call.set(member.getKey(), member.getValue());
                }
            }
        }

        /** Each array inside is appended to the one of the same name: {@code content} and {@code tokens} alike. */
        private static void mergeLists(ObjectNode owner, String name, JsonNode piece) {
            if (!piece.isObject()) {
                if (!owner.has(name)) {
                    owner.set(name, piece);
                }
                return;
            }
            ObjectNode target = objectAt(owner, name);
            piece.properties().forEach(member -> appendList(target, member.getKey(), member.getValue()));
        }

        private static void appendList(ObjectNode owner, String name, JsonNode piece) {
            if (piece instanceof ArrayNode elements) {
                ArrayNode target = owner.get(name) instanceof ArrayNode known ? known : owner.putArray(name);
                target.addAll(elements);
            } else if (!owner.has(name)) {
                owner.set(name, piece);
            }
        }

        private static void appendText(ObjectNode owner, String name, JsonNode piece) {
            if (piece.isString()) {
                JsonNode known = owner.get(name);
                String before = known != null && known.isString() ? known.asString() : "";
                owner.set(name, StringNode.valueOf(before + piece.asString()));
            } else if (!owner.has(name)) {
                owner.set(name, piece);
            }
        }

        private static ObjectNode objectAt(ObjectNode owner, String name) {
            return owner.get(name) instanceof ObjectNode known ? known : owner.putObject(name);
        }

        private static ObjectNode elementWithIndex(ArrayNode array, int index) {
            for (JsonNode element : array) {
                if (element instanceof ObjectNode object && object.path("index").asInt(-1) == index) {
                    return object;
                }
            }
            return array.addObject().put("index", index);
        }
    }
}
