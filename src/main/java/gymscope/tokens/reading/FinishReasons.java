package gymscope.tokens.reading;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every server's words for why it stopped, as one of {@code stop}, {@code length}, {@code tool_calls}, {@code abort}. */
final class FinishReasons {

    private FinishReasons() {
    }

    /** Null for none and for a word that is not known. */
    static @Nullable String normal(@Nullable String reason) {
        return reason == null ? null : switch (reason.toLowerCase(Locale.ROOT)) {
            case "stop", "eos", "eos_token", "stop_sequence", "word", "end_turn", "completed", "repetition", "stop_token" ->
                "stop";
            case "length", "limit", "max_tokens", "max_output_tokens", "max_length", "model_context_window_exceeded" -> "length";
            case "tool_calls", "tool_call", "tool_use", "function_call" -> "tool_calls";
            case "abort", "aborted", "cancelled", "content_filter", "error", "failed", "refusal" -> "abort";
            default -> null;
        };
    }
}
