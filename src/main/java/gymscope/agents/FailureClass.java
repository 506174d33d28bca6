package gymscope.agents;

import gymscope.wire.ApiError;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a rollout failed, as it stands in {@code _ng_failure_class} and in words for people. */
public enum FailureClass {

    /** Nobody answered, the connection broke, or the model server got no answer itself. */
    NO_ANSWER("no answer"),
    /** The key is missing or wrong. */
    NOT_AUTHORIZED("key refused"),
    /** The model server asks for patience. */
    RATE_LIMIT("rate limit"),
    /** The prompt is longer than the model's context. */
    CONTEXT_LENGTH("context length"),
    /** The model server has no such model, or no such path. */
    NOT_FOUND("model not found"),
    /** The model server refuses the request for another reason. */
    REQUEST_REFUSED("request refused"),
    /** The model server failed. */
    SERVER_ERROR("server error"),
    /** The answer is no Response. */
    INVALID_RESPONSE("unreadable answer"),
    /** The environment would not open a session for the row. */
    SEED_FAILED("session not opened"),
    /** The environment could not judge the rollout. */
    VERIFY_FAILED("not verified"),
    /** An environment's judge did not answer (NeMo Gym's own class). */
    JUDGE_FAILED("judge failed"),
    /** A fault of Gymscope itself. */
    INTERNAL_ERROR("internal error");

    private final String words;

    FailureClass(String words) {
        this.words = words;
    }

    /** The class as it is written into a failures file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class in words, for instance {@code context length}. */
    public String words() {
        return words;
    }

    /** A class of a failures file in words; one that is not ours with blanks for its underscores. */
    public static String words(String id) {
        return Arrays.stream(values()).filter(known -> known.id().equals(id)).map(FailureClass::words).findFirst()
                .orElse(id.replace('_', ' '));
    }

    /** Whether every rollout will fail for this reason as long as nothing changes. */
    public boolean concernsAll() {
        return this == NO_ANSWER || this == NOT_AUTHORIZED || this == NOT_FOUND;
    }

    /** The class of a call that gave no usable answer. */
    static FailureClass of(Exchange exchange) {
        if (exchange.failure() != null) {
            return NO_ANSWER;
        }
        return switch (exchange.status()) {
            case 401, 403 -> NOT_AUTHORIZED;
            case 404 -> NOT_FOUND;
            case 429 -> RATE_LIMIT;
            case 502, 504 -> NO_ANSWER;
            default -> exchange.status() >= 500 ? SERVER_ERROR : isContextLength(exchange) ? CONTEXT_LENGTH : REQUEST_REFUSED;
        };
    }

    private static boolean isContextLength(Exchange exchange) {
        @Nullable
        ApiError error = ApiError.of(Json.parseOrNull(exchange.responseBody()));
        if (error == null) {
            return false;
        }
        String message = error.message().toLowerCase(Locale.ROOT);
        return "context_length_exceeded".equals(error.code()) || message.contains("context length")
                || message.contains("longer than the context");
    }
}
