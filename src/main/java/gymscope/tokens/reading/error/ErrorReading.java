package gymscope.tokens.reading.error;

import gymscope.wire.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error of any server.
 *
 * @param httpStatus the status of the answer; that of a stream stays 200 when it fails on its way
 * @param kind what it means
 * @param message for people, null when there is none
 * @param type as the server gave it, null when not given
 * @param param the request's member at fault, null when not given
 * @param code as text, null when not given
 * @param limit the limit that was passed, null when not told
 * @param requested what was asked for, null when not told
 * @param retryable whether the same request may work later
 * @param retryAfterMs how long to wait before that, null when not told
 * @param resetMs milliseconds until each limit is renewed, by what it limits
 * @param inStream whether it came inside a stream
 */
public record ErrorReading(int httpStatus, ErrorKind kind, @Nullable String message, @Nullable String type,
        @Nullable String param, @Nullable String code, @Nullable Long limit, @Nullable Long requested, boolean retryable,
        @Nullable Long retryAfterMs, Map<String, Long> resetMs, boolean inStream) {

    private static final Set<Integer> RETRYABLE = Set.of(408, 409, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529);

    public ErrorReading {
        resetMs = Map.copyOf(resetMs);
    }

    /**
     * Reads the error of an answer.
     *
     * @param body null when it is not JSON
     * @param text the body as it came
     * @return null when the answer is no error
     */
    public static @Nullable ErrorReading of(int status, Map<String, String> headers, @Nullable JsonNode body, String text) {
        ErrorBody error = ErrorBody.of(body);
        boolean failed = status >= 400;
        if (error == null && !failed) {
            return null;
        }
        return read(status, headers, error == null ? ErrorBody.ofText(body, text) : error, false, true);
    }

    /**
     * Reads an error that came inside a stream.
     *
     * @param produced whether the stream had brought a part of the answer: then it must not be repeated
     * @return null when the event holds none
     */
    public static @Nullable ErrorReading inStream(int status, Map<String, String> headers, JsonNode event, boolean produced) {
        ErrorBody error = ErrorBody.of(event);
        return error == null ? null : read(status, headers, error, true, !produced);
    }

    private static ErrorReading read(int status, Map<String, String> headers, ErrorBody body, boolean inStream,
            boolean mayRepeat) {
        ErrorKind kind = ErrorKinds.of(status, body);
        PassedLimit passed = kind == ErrorKind.CONTEXT_LENGTH || kind == ErrorKind.RATE_LIMIT
                ? PassedLimit.of(body)
                : new PassedLimit(null, null);
        Waits waits = new Waits(headers);
        boolean retryable = mayRepeat && (inStream || RETRYABLE.contains(status)) && mayPass(kind, status);
        return new ErrorReading(status, kind, body.message(), body.type(), body.param(), body.code(), passed.limit(),
                passed.requested(), retryable, waits.retryAfter(body.message()), waits.resets(), inStream);
    }

    private static boolean mayPass(ErrorKind kind, int status) {
        return switch (kind) {
            case RATE_LIMIT, UNAVAILABLE, BAD_GATEWAY, SERVER_ERROR -> true;
            case BAD_REQUEST -> status == 409;
            case AUTH, QUOTA, MODEL_NOT_FOUND, CONTEXT_LENGTH, NOT_SUPPORTED -> false;
        };
    }

    /** The normalised form; members that are not known are left out. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("http_status", httpStatus).put("kind", kind.word());
        put(json, "code", code);
        put(json, "type", type);
        put(json, "param", param);
        put(json, "message", message);
        put(json, "limit", limit);
        put(json, "requested", requested);
        json.put("retryable", retryable);
        put(json, "retry_after_ms", retryAfterMs);
        resetMs.forEach((what, until) -> json.put("reset_" + what + "_ms", until));
        if (inStream) {
            json.put("in_stream", true);
        }
        return json;
    }

    private static void put(ObjectNode json, String member, @Nullable String value) {
        if (value != null) {
            json.put(member, value);
        }
    }

    private static void put(ObjectNode json, String member, @Nullable Long value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
