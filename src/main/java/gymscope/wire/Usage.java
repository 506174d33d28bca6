package gymscope.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The token counts of an answer, in either dialect's words.
 *
 * @param input prompt tokens
 * @param output generated tokens, the end token included where the endpoint counts it
 * @param total as the endpoint states it
 * @param cached prompt tokens that were not computed again, null when not stated
 */
public record Usage(long input, long output, long total, @Nullable Long cached) {

    /** Reads {@code usage} of Chat Completions, Completions or Responses; null when the answer has none. */
    public static @Nullable Usage of(JsonNode answer) {
        JsonNode usage = answer.get("usage");
        if (usage == null || !usage.isObject()) {
            return null;
        }
        Double input = either(usage, "prompt_tokens", "input_tokens");
        Double output = either(usage, "completion_tokens", "output_tokens");
        Double total = Json.number(usage, "total_tokens");
        if (input == null && output == null) {
            return null;
        }
        long inputTokens = input == null ? 0 : input.longValue();
        long outputTokens = output == null ? 0 : output.longValue();
        return new Usage(inputTokens, outputTokens, total == null ? inputTokens + outputTokens : total.longValue(),
                cached(usage));
    }

    private static @Nullable Long cached(JsonNode usage) {
        for (String details : new String[]{"prompt_tokens_details", "input_tokens_details"}) {
            JsonNode node = usage.get(details);
            Double value = node == null ? null : Json.number(node, "cached_tokens");
            if (value != null) {
                return value.longValue();
            }
        }
        return null;
    }

    private static @Nullable Double either(JsonNode usage, String first, String second) {
        Double value = Json.number(usage, first);
        return value != null ? value : Json.number(usage, second);
    }
}
