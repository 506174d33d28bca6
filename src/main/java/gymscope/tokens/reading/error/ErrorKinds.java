package gymscope.tokens.reading.error;

import gymscope.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds an error's kind: from its code and type, from what it says, and from the status, in this order. */
final class ErrorKinds {

    private static final Set<String> QUOTA = Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active",
            "quota_exceeded", "credit_balance_too_low", "insufficient_balance");
    private static final Set<String> CONTEXT = Set.of("context_length_exceeded", "exceed_context_size_error",
            "string_above_max_length");
    private static final Set<String> AUTH = Set.of("invalid_api_key", "authentication_error", "permission_error",
            "permission_denied", "unauthorized");
    private static final Set<String> RATE = Set.of("rate_limit_exceeded", "rate_limit_error", "too_many_requests");
    private static final Set<String> BUSY = Set.of("unavailable_error", "overloaded_error", "overloaded", "slow_down",
            "serviceunavailableerror", "service_unavailable");
    private static final Set<String> MISSING = Set.of("not_supported_error", "notimplementederror", "not_implemented");
    private static final Set<String> FAILED = Set.of("server_error", "internalservererror", "internal_error", "api_error",
            "generation", "incomplete_generation");
    private static final Set<String> WRONG = Set.of("badrequesterror", "invalid_request_error", "bad request",
            "unprocessableentityerror", "validation", "invalid_prompt");
    private static final Pattern LONG = Pattern.compile(
            "maximum context length|context length|context window|context size|maximum model length|max_model_len"
                    + "|prompt is too long|max_new_tokens` must be|`inputs` must have less than");
    private static final Pattern NO_MODEL = Pattern.compile(
            "model\\b.{0,200}\\b(?:does not exist|not found|not exist|is not available|not loaded)|no such model|unknown model|not a valid model",
            Pattern.DOTALL);
    private static final Pattern NO_PATH = Pattern.compile(
            "\\A(?:404 )?(?:file |page )?not found\\.?\\z|404 page not found|invalid url|unexpected endpoint|method not allowed|no route");

    private ErrorKinds() {
    }

    static ErrorKind of(int status, ErrorBody body) {
        List<String> words = words(body);
        String message = body.message() == null ? "" : body.message().toLowerCase(Locale.ROOT);
        ErrorKind certain = certain(words, message);
        if (certain != null) {
            return certain;
        }
        ErrorKind byStatus = byStatus(status, body, message);
        return byStatus == null ? byWords(words) : byStatus;
    }

    private static @Nullable ErrorKind certain(List<String> words, String message) {
        if (words.stream().anyMatch(QUOTA::contains)) {
            return ErrorKind.QUOTA;
        }
        if (words.stream().anyMatch(CONTEXT::contains) || LONG.matcher(message).find()) {
            return ErrorKind.CONTEXT_LENGTH;
        }
        if (words.contains("invalid_api_key") || message.contains("api key not valid")) {
            return ErrorKind.AUTH;
        }
        return words.contains("model_not_found") || words.contains("deploymentnotfound") ? ErrorKind.MODEL_NOT_FOUND : null;
    }

    /** Null where the status says nothing: an error inside a stream whose status was a success. */
    private static @Nullable ErrorKind byStatus(int status, ErrorBody body, String message) {
        return switch (status) {
            case 401, 403, 407 -> ErrorKind.AUTH;
            case 402 -> ErrorKind.QUOTA;
            case 404 -> "model".equals(body.param()) || NO_MODEL.matcher(message).find()
                    ? ErrorKind.MODEL_NOT_FOUND
                    : message.isEmpty() || NO_PATH.matcher(message).find() || isPage(message)
                            ? ErrorKind.NOT_SUPPORTED
                            : ErrorKind.BAD_REQUEST;
            case 405, 501 -> ErrorKind.NOT_SUPPORTED;
            case 408, 503, 529 -> ErrorKind.UNAVAILABLE;
            case 424, 500 -> ErrorKind.SERVER_ERROR;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 502, 504 -> ErrorKind.BAD_GATEWAY;
            default -> {
                if (status >= 400 && status < 500) {
                    yield NO_MODEL.matcher(message).find() ? ErrorKind.MODEL_NOT_FOUND : ErrorKind.BAD_REQUEST;
                }
                if (NO_PATH.matcher(message).find()) {
                    yield ErrorKind.NOT_SUPPORTED;
                }
                yield status >= 520 && status <= 527 ? ErrorKind.BAD_GATEWAY : status >= 500 ? ErrorKind.SERVER_ERROR : null;
            }
        };
    }

    /** A code that is a status, as vLLM and llama.cpp send it, or a word. */
    private static ErrorKind byWords(List<String> words) {
        for (String word : words) {
            if (word.matches("[45][0-9]{2}")) {
                ErrorKind kind = byStatus(Integer.parseInt(word), new ErrorBody(null, null, null, null, Json.object()), "");
                if (kind != null) {
                    return kind;
                }
            }
        }
        if (words.stream().anyMatch(AUTH::contains)) {
            return ErrorKind.AUTH;
        }
        if (words.stream().anyMatch(RATE::contains)) {
            return ErrorKind.RATE_LIMIT;
        }
        if (words.stream().anyMatch(BUSY::contains)) {
            return ErrorKind.UNAVAILABLE;
        }
        if (words.stream().anyMatch(MISSING::contains)) {
            return ErrorKind.NOT_SUPPORTED;
        }
        if (words.stream().anyMatch(WRONG::contains) && words.stream().noneMatch(FAILED::contains)) {
            return ErrorKind.BAD_REQUEST;
        }
        return ErrorKind.SERVER_ERROR;
    }

    private static boolean isPage(String message) {
        return message.startsWith("<") || message.startsWith("404");
    }

    private static List<String> words(ErrorBody body) {
        return Stream.of(body.code(), body.type()).filter(Objects::nonNull)
                .map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
