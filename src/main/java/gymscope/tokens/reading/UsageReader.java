package gymscope.tokens.reading;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Token counts in any server's words as {@code {prompt, completion, total, reasoning, cached}}; members not told are left out. */
final class UsageReader {

    private UsageReader() {
    }

    /** The {@code usage} of OpenAI's shapes and of Messages; null when there is none. */
    static @Nullable ObjectNode read(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        if (!usage.isObject()) {
            return null;
        }
        ObjectNode counts = of(first(usage, "prompt_tokens", "input_tokens"), first(usage, "completion_tokens", "output_tokens"),
                Json.number(usage, "total_tokens"));
        for (String details : new String[]{"completion_tokens_details", "output_tokens_details"}) {
            put(counts, "reasoning", Json.number(usage.path(details), "reasoning_tokens"));
        }
        put(counts, "reasoning", Json.number(usage, "reasoning_tokens"));
        for (String details : new String[]{"prompt_tokens_details", "input_tokens_details"}) {
            put(counts, "cached", Json.number(usage.path(details), "cached_tokens"));
        }
        put(counts, "cached", Json.number(usage, "cache_read_input_tokens"));
        return counts;
    }

    /** Counts under other names; null when neither is told. */
    static @Nullable ObjectNode of(JsonNode owner, String prompt, String completion, String cached) {
        Double input = Json.number(owner, prompt);
        Double output = Json.number(owner, completion);
        if (input == null && output == null) {
            return null;
        }
        ObjectNode counts = of(input, output, null);
        put(counts, "cached", Json.number(owner, cached));
        return counts;
    }

    private static ObjectNode of(@Nullable Double prompt, @Nullable Double completion, @Nullable Double total) {
        ObjectNode counts = Json.object();
        put(counts, "prompt", prompt);
        put(counts, "completion", completion);
        put(counts, "total", total != null || prompt == null || completion == null ? total : Double.valueOf(prompt + completion));
        return counts;
    }

    private static @Nullable Double first(JsonNode usage, String one, String other) {
        Double value = Json.number(usage, one);
        return value == null ? Json.number(usage, other) : value;
    }

    private static void put(ObjectNode counts, String member, @Nullable Double value) {
        if (value != null && !counts.has(member)) {
            counts.put(member, value.longValue());
        }
    }
}
