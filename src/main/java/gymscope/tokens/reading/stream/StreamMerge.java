package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds the parts of one dialect's stream up. Not thread-safe. */
abstract class StreamMerge {

    /** Takes in the next event's data. */
    abstract void add(JsonNode part);

    /** What there is by now; null when nothing came. */
    abstract @Nullable JsonNode document();

    /** Whether an event said that the answer is whole, for dialects that end without {@code [DONE]}. */
    boolean isDone() {
        return false;
    }

    /** The merge for a stream that has this event, null when the event does not tell its dialect. */
    static @Nullable StreamMerge forPart(JsonNode part) {
        String type = Json.text(part, "type");
        if (part.has("choices")) {
            return new ChunkMerge();
        }
        if (type != null && type.startsWith("response.")) {
            return new ResponsesMerge();
        }
        if (type != null && (type.startsWith("message_") || type.startsWith("content_block_"))) {
            return new MessagesMerge();
        }
        if (part.has("meta_info")) {
            return new SglangMerge();
        }
        if (part.path("token").isObject()) {
            return new TgiMerge();
        }
        if (part.has("done") && (part.has("message") || part.has("response"))) {
            return new OllamaMerge();
        }
        return part.has("content") && part.has("stop") ? new LlamaCppMerge() : null;
    }

    static void appendText(ObjectNode owner, String member, JsonNode piece) {
        String text = Json.text(piece, member);
        if (text != null) {
            String before = Json.text(owner, member);
            owner.put(member, before == null ? text : before + text);
        } else if (piece.has(member) && !owner.has(member)) {
            owner.set(member, piece.get(member));
        }
    }

    static void appendList(ObjectNode owner, String member, JsonNode piece) {
        if (piece.get(member) instanceof ArrayNode elements) {
            ArrayNode target = owner.get(member) instanceof ArrayNode known ? known : owner.putArray(member);
            target.addAll(elements);
        }
    }
}
