package gymscope.servers.local.answer;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The token counts of an answer.
 *
 * @param prompt tokens of the prompt
 * @param generated tokens of all answers, end tokens included
 * @param cached prompt tokens that were not computed again
 * @param reasoning generated tokens that are reasoning, null where nothing is told apart
 */
public record UsageCounts(int prompt, int generated, int cached, @Nullable Integer reasoning) {

    /** In the words of Chat Completions and Completions. */
    public ObjectNode toChat() {
        ObjectNode usage = Json.object().put("prompt_tokens", prompt).put("total_tokens", prompt + generated)
                .put("completion_tokens", generated);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cached);
        if (reasoning != null) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoning);
        }
        return usage;
    }

    /** In the words of Responses. */
    public ObjectNode toResponses() {
        ObjectNode usage = Json.object().put("input_tokens", prompt);
        usage.putObject("input_tokens_details").put("cached_tokens", cached).put("cache_write_tokens", 0);
        usage.put("output_tokens", generated);
        usage.putObject("output_tokens_details").put("reasoning_tokens", reasoning == null ? 0 : reasoning);
        return usage.put("total_tokens", prompt + generated);
    }
}
