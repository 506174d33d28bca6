package gymscope.servers.local.answer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How an answer ended.
 *
 * @param finishReason {@code stop} or {@code length}
 * @param stopReason the stop string or the id of the stop token, null for the model's own end
 * @param tail text that was held back until the end
 */
public record AnswerEnd(String finishReason, @Nullable JsonNode stopReason, String tail) {

    static final String STOP = "stop";
    static final String LENGTH = "length";
}
