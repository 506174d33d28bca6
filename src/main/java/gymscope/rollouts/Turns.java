package gymscope.rollouts;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Parts the output of a whole rollout into turns: what one model call put out, then the results of its tools. Calls
 * follow each other where a tool result ends, and behind an item with generation token ids, which a NeMo Gym model
 * server puts on the last item of its answer.
 */
final class Turns {

    private Turns() {
    }

    /** The turns' items in order; tool results stand in the turn that asked for them. */
    static List<List<JsonNode>> of(JsonNode response) {
        List<List<JsonNode>> turns = new ArrayList<>();
        boolean ended = true;
        for (JsonNode item : Json.elements(response, "output")) {
            boolean result = isToolResult(item);
            if (turns.isEmpty() || (ended && !result)) {
                turns.add(new ArrayList<>());
                ended = false;
            }
            turns.getLast().add(item);
            ended = ended || result || item.hasNonNull("generation_token_ids");
        }
        return turns;
    }

    static int count(JsonNode response) {
        return of(response).size();
    }

    static boolean isToolResult(JsonNode item) {
        return "function_call_output".equals(Json.text(item, "type"));
    }
}
