package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of SGLang's {@code /generate}: each repeats all that came before, or, with incremental output, brings only what is
 * new. A list that is as long as the tokens generated so far is whole.
 */
final class SglangMerge extends StreamMerge {

    private static final List<String> LISTS = List.of("output_token_logprobs", "output_top_logprobs", "output_token_logprobs_val",
            "output_token_logprobs_idx", "output_top_logprobs_val", "output_top_logprobs_idx", "output_token_ids_logprobs");

    private @Nullable ObjectNode document;

    @Override
    void add(JsonNode part) {
        if (document == null) {
            document = part instanceof ObjectNode first ? first.deepCopy() : null;
            return;
        }
        int generated = part.path("meta_info").path("completion_tokens").asInt(-1);
        addText(document, part, generated);
        addList(document, part, "output_ids", generated);
        if (part.get("meta_info") instanceof ObjectNode latest) {
            ObjectNode known = document.get("meta_info") instanceof ObjectNode before ? before : document.putObject("meta_info");
            for (var member : latest.properties()) {
                if (LISTS.contains(member.getKey())) {
                    addList(known, latest, member.getKey(), generated);
                } else if (!member.getKey().startsWith("input_") || !known.has(member.getKey())) {
                    known.set(member.getKey(), member.getValue());
                }
            }
        }
    }

    @Override
    @Nullable
    JsonNode document() {
        return document;
    }

    private static void addText(ObjectNode document, JsonNode part, int generated) {
        String text = Json.text(part, "text");
        String before = Json.text(document, "text");
        if (text == null) {
            return;
        }
        boolean toldByIds = part.get("output_ids") instanceof ArrayNode;
        boolean whole = toldByIds
                ? Json.elements(part, "output_ids").size() == generated
                : before == null || text.startsWith(before);
        document.put("text", whole || before == null ? text : before + text);
    }

    private static void addList(ObjectNode owner, JsonNode part, String member, int generated) {
        if (part.get(member) instanceof ArrayNode elements) {
            if (elements.size() == generated || !owner.has(member)) {
                owner.set(member, elements.deepCopy());
            } else {
                appendList(owner, member, part);
            }
        }
    }
}
