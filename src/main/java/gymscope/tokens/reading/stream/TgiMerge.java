package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of TGI's {@code /generate_stream}: one token each; the last one has the whole text. */
final class TgiMerge extends StreamMerge {

    private final StringBuilder text = new StringBuilder();
    private final ArrayNode tokens = Json.array();
    private final ArrayNode tops = Json.array();
    private final ObjectNode document = Json.object();
    private boolean done;

    @Override
    void add(JsonNode part) {
        JsonNode token = part.path("token");
        if (token.isObject()) {
            tokens.add(token);
            text.append(token.path("special").asBoolean(false) ? "" : token.path("text").asString(""));
            if (part.get("top_tokens") instanceof ArrayNode top && !top.isEmpty()) {
                tops.add(top);
            }
        }
        if (part.get("details") instanceof ObjectNode details) {
            document.set("details", details.deepCopy());
        }
        String whole = Json.text(part, "generated_text");
        if (whole != null) {
            document.put("generated_text", whole);
            done = true;
        }
    }

    @Override
    @Nullable
    JsonNode document() {
        if (tokens.isEmpty()) {
            return null;
        }
        if (!document.has("generated_text")) {
            document.put("generated_text", text.toString());
        }
        ObjectNode details = document.get("details") instanceof ObjectNode known ? known : document.putObject("details");
        details.set("tokens", tokens);
        if (!tops.isEmpty()) {
            details.set("top_tokens", tops);
        }
        return document;
    }

    @Override
    boolean isDone() {
        return done;
    }
}
