package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON lines of Ollama's {@code /api/chat} and {@code /api/generate}; the last one has {@code "done": true}. */
final class OllamaMerge extends StreamMerge {

    private final ObjectNode document = Json.object();
    private boolean done;

    @Override
    void add(JsonNode part) {
        done |= part.path("done").asBoolean(false);
        for (var member : part.properties()) {
            switch (member.getKey()) {
                case "response", "thinking" -> appendText(document, member.getKey(), part);
                case "logprobs" -> appendList(document, "logprobs", part);
                case "message" -> addMessage(member.getValue());
                default -> document.set(member.getKey(), member.getValue());
            }
        }
    }

    @Override
    @Nullable
    JsonNode document() {
        return document.isEmpty() ? null : document;
    }

    @Override
    boolean isDone() {
        return done;
    }

    private void addMessage(JsonNode piece) {
        ObjectNode message = document.get("message") instanceof ObjectNode known ? known : document.putObject("message");
        for (var member : piece.properties()) {
            switch (member.getKey()) {
                case "content", "thinking" -> appendText(message, member.getKey(), piece);
                case "tool_calls" -> appendList(message, "tool_calls", piece);
                default -> message.set(member.getKey(), member.getValue());
            }
        }
    }
}
