package gymscope.ui.chat.conversation;

import gymscope.wire.Json;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked for besides the user's own settings, so that tokens can be shown and counted. An endpoint that refuses
 * one is not asked for it again.
 */
public enum AutomaticMember {

    /** Log probabilities with alternatives. */
    LOGPROBS("logprobs"),
    /** The tokens' numbers (vLLM). */
    TOKEN_IDS("return_token_ids"),
    /** Token counts at the end of a stream. */
    USAGE("stream_options");

    /** How many alternatives are asked for when the user sets no number. */
    static final int ALTERNATIVES = 5;

    private final String key;

    AutomaticMember(String key) {
        this.key = key;
    }

    /** The member's name in the request. */
    String key() {
        return key;
    }

    /** Whether an error's words are about this member; {@code top_logprobs} is about log probabilities. */
    boolean isNamedIn(String words) {
        return words.toLowerCase(Locale.ROOT).contains(key);
    }

    /** Adds the member to a request; what the user set stays. */
    void addTo(ObjectNode request) {
        switch (this) {
            case LOGPROBS -> {
                putIfAbsent(request, "logprobs", true);
                putIfAbsent(request, "top_logprobs", ALTERNATIVES);
            }
            case TOKEN_IDS -> putIfAbsent(request, "return_token_ids", true);
            case USAGE -> putIfAbsent(request, "stream_options", Json.object().put("include_usage", true));
        }
    }

    private static void putIfAbsent(ObjectNode request, String key, Object value) {
        if (!request.has(key)) {
            request.set(key, Json.toTree(value));
        }
    }
}
