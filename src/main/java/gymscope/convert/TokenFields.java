package gymscope.convert;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** NeMo Gym's token fields on items and messages: all three together, or none. */
final class TokenFields {

    private static final List<String> REQUIRED = List.of("prompt_token_ids", "generation_token_ids", "generation_log_probs");
    private static final String ROUTED_EXPERTS = "routed_experts";

    private TokenFields() {
    }

    /** The node itself where it carries the fields, else null. */
    static @Nullable JsonNode bundle(JsonNode node) {
        return REQUIRED.stream().allMatch(node::has) ? node : null;
    }

    /** Copies the fields that are there. */
    static void copy(JsonNode from, ObjectNode to) {
        REQUIRED.forEach(name -> to.set(name, from.get(name)));
        JsonNode experts = from.get(ROUTED_EXPERTS);
        if (experts != null) {
            to.set(ROUTED_EXPERTS, experts);
        }
    }
}
