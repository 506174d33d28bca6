package gymscope.tokens.reading.error;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An error body in any of the known shapes: OpenAI's object, vLLM's and SGLang's flat one, a string (vLLM's refused key,
 * Ollama), TGI's {@code error_type}, FastAPI's {@code detail}, Anthropic's, or a proxy's page.
 *
 * @param message for people, null when there is none
 * @param type as the server gave it
 * @param param the request's member at fault
 * @param code as text
 * @param members the object that held them, for further members
 */
record ErrorBody(@Nullable String message, @Nullable String type, @Nullable String param, @Nullable String code,
        JsonNode members) {

    private static final Pattern TITLE = Pattern.compile("<title>([^<]{1,300})</title>", Pattern.CASE_INSENSITIVE);
    private static final ErrorBody EMPTY = new ErrorBody(null, null, null, null, Json.object());

    /** Reads a body; null when it is no error's. */
    static @Nullable ErrorBody of(@Nullable JsonNode body) {
        if (body != null && body.isArray() && body.size() == 1 && body.path(0).has("error")) {
            return of(body.get(0));
        }
        if (body == null || !body.isObject()) {
            return null;
        }
        JsonNode error = body.get("error");
        if (error != null && error.isObject()) {
            return ofObject(error);
        }
        if (error != null && error.isString()) {
            String type = Json.text(body, "error_type");
            String message = Json.text(body, "message");
            // A few servers put the class into `error` and the sentence into `message`.
            return message == null
                    ? new ErrorBody(error.asString(), type, null, null, body)
                    : new ErrorBody(message, type == null ? error.asString() : type, null, scalar(body.get("code")), body);
        }
        JsonNode detail = body.get("detail");
        if (detail != null && !detail.isNull()) {
            return ofDetail(detail);
        }
        return "error".equals(Json.text(body, "object")) || "error".equals(Json.text(body, "type")) ? ofObject(body) : null;
    }

    /** What a status of failure came with when the body has no known shape: a page, plain text, or any JSON. */
    static ErrorBody ofText(@Nullable JsonNode body, String text) {
        JsonNode known = body == null ? Json.object() : body;
        String message = Json.text(known, "message");
        if (message != null) {
            return ofObject(known);
        }
        if (body != null && body.isString()) {
            return new ErrorBody(shown(body.asString()), null, null, null, Json.object());
        }
        return text.isBlank() ? EMPTY : new ErrorBody(shown(text), null, null, null, known);
    }

    private static ErrorBody ofObject(JsonNode error) {
        return new ErrorBody(Json.text(error, "message"),
                "error".equals(Json.text(error, "type")) ? null : Json.text(error, "type"),
                Json.text(error, "param"), scalar(error.get("code")), error);
    }

    /** FastAPI's list of {@code {loc, msg, type}}, or its sentence. */
    private static ErrorBody ofDetail(JsonNode detail) {
        if (detail.isString()) {
            return new ErrorBody(detail.asString(), null, null, null, Json.object());
        }
        if (detail.isObject()) {
            ErrorBody inner = of(detail);
            return inner == null ? ofObject(detail) : inner;
        }
        List<String> messages = new ArrayList<>();
        String type = null;
        String param = null;
        for (JsonNode problem : detail) {
            String message = Json.text(problem, "msg");
            messages.add(message == null ? Json.write(problem) : message);
            if (param == null) {
                type = Json.text(problem, "type");
                param = Json.elements(problem, "loc").stream().map(part -> part.asString("")).collect(Collectors.joining("."));
            }
        }
        return new ErrorBody(String.join("; ", messages), type, param == null || param.isEmpty() ? null : param, null, detail);
    }

    private static String shown(String text) {
        Matcher title = TITLE.matcher(text);
        return title.find() ? title.group(1).strip() : text.strip();
    }

    private static @Nullable String scalar(@Nullable JsonNode value) {
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asString();
    }
}
