package gymscope.tokens.reading.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of llama.cpp's {@code /completion}; the last one has {@code "stop": true} and the counts. */
final class LlamaCppMerge extends StreamMerge {

    private static final List<String> LISTS = List.of("tokens", "completion_probabilities", "probs");

    private @Nullable ObjectNode document;
    private boolean done;

    @Override
    void add(JsonNode part) {
        done |= part.path("stop").asBoolean(false);
        if (document == null) {
            document = part instanceof ObjectNode first ? first.deepCopy() : null;
            return;
        }
        ObjectNode known = document;
        for (var member : part.properties()) {
            if (member.getKey().equals("content")) {
                appendText(known, "content", part);
            } else if (LISTS.contains(member.getKey())) {
                appendList(known, member.getKey(), part);
            } else {
                known.set(member.getKey(), member.getValue());
            }
        }
    }

    @Override
    @Nullable
    JsonNode document() {
        return document;
    }

    @Override
    boolean isDone() {
        return done;
    }
}
