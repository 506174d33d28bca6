package gymscope.tokens.reading;

import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads llama.cpp's {@code /completion}. */
final class LlamaCppReader {

    private LlamaCppReader() {
    }

    static void read(JsonNode answer, Draft draft) {
        draft.text = Json.text(answer, "content");
        readStop(answer, draft);
        List<Integer> ids = TraceReader.ids(answer, "tokens");
        draft.tokenIds = ids.isEmpty() ? null : ids;
        draft.usage = UsageReader.of(answer, "tokens_evaluated", "tokens_predicted", "");
        for (String member : List.of("completion_probabilities", "probs")) {
            if (draft.tokens == null && answer.path(member).isArray()) {
                List<JsonNode> entries = Json.elements(answer, member);
                draft.tell(LogprobEntries.read(entries, 0));
                // Plain probabilities are what was left after the samplers; older builds have no other kind.
                if (entries.stream().anyMatch(
                        entry -> entry.has("prob") || entry.has("top_probs") || entry.path("probs").path(0).has("prob"))) {
                    draft.logprobKind = "post_sampling";
                }
            }
        }
    }

    /** Older builds have one member each for the reasons. */
    private static void readStop(JsonNode answer, Draft draft) {
        String type = Json.text(answer, "stop_type");
        if (type != null) {
            draft.finish("none".equals(type) ? null : type);
        } else if (answer.path("stopped_limit").asBoolean(false)) {
            draft.finish("length");
        } else if (answer.path("stopped_eos").asBoolean(false) || answer.path("stopped_word").asBoolean(false)) {
            draft.finish("stop");
        }
        draft.stoppedBy(answer.get("stopping_word"));
    }
}
