package gymscope.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error in OpenAI's shape, {@code {"error": {"message", "type", "param", "code"}}}, also read from the flat shapes
 * of other servers (vLLM before 0.10, FastAPI's {@code detail}, plain strings).
 *
 * @param message what was wrong, for people
 * @param type for instance {@code invalid_request_error}
 * @param param the request's member at fault, null when none
 * @param code a string or number as the server gave it, null when none
 */
public record ApiError(String message, @Nullable String type, @Nullable String param, @Nullable String code) {

    /** A request that does not hold what it must. */
    public static ApiError invalidRequest(String message, @Nullable String param) {
        return new ApiError(message, "invalid_request_error", param, null);
    }

    /** The error as it is sent. */
    public ObjectNode toJson() {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message).put("type", type).put("param", param).put("code", code);
        return body;
    }

    /** Reads an error body; null when the body holds no error that is known. */
    public static @Nullable ApiError of(@Nullable JsonNode body) {
        if (body == null) {
            return null;
        }
        if (body.isString()) {
            return new ApiError(body.asString(), null, null, null);
        }
        JsonNode error = body.get("error");
        if (error != null && error.isObject()) {
            return ofObject(error);
        }
        if (error != null && error.isString()) {
            return new ApiError(error.asString(), null, null, null);
        }
        JsonNode detail = body.get("detail");
        if (detail != null && !detail.isNull()) {
            return new ApiError(detail.isString() ? detail.asString() : Json.write(detail), null, null, null);
        }
        return "error".equals(Json.text(body, "object")) ? ofObject(body) : null;
    }

    private static ApiError ofObject(JsonNode error) {
        String message = Json.text(error, "message");
        return new ApiError(message == null ? Json.write(error) : message, Json.text(error, "type"), Json.text(error, "param"),
                scalar(error.get("code")));
    }

    private static @Nullable String scalar(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asString();
    }
}
