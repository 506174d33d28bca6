package gymscope.tokens.reading;

import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as it came, and as much of its request as is known.
 *
 * @param endpoint the path that was asked, {@code *} when not known
 * @param request the request's body, null when not known
 * @param status the HTTP status
 * @param headers of the answer, names in any case
 * @param body the answer's body, null for a stream and where it is not JSON
 * @param text the body as it came, where it is not JSON; empty otherwise
 * @param lines the raw lines of a stream, null when the answer was none
 */
public record AnswerSample(String endpoint, @Nullable JsonNode request, int status, Map<String, String> headers,
        @Nullable JsonNode body, String text, @Nullable List<String> lines) {

    private static final Pattern EVENT_STREAM = Pattern.compile("\\A\\s*(?:data|event|id|retry)?:");
    private static final int OK = 200;

    public AnswerSample {
        headers = Map.copyOf(headers);
        lines = lines == null ? null : List.copyOf(lines);
    }

    /**
     * Reads a case: {@code endpoint}, {@code request}, {@code status}, {@code headers}, and {@code body} or {@code sse}, all
     * but the last two optional. A saved exchange may call its body {@code response}.
     *
     * @throws Fault when it has neither a body nor a stream
     */
    public static AnswerSample ofCase(ObjectNode one) {
        if (!one.has("body") && !one.has("sse") && !one.has("response")) {
            throw new Fault("The case has neither body nor sse.",
                    "Give the answer's body, or the raw lines of its stream as sse.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        one.path("headers").properties().forEach(header -> headers.put(header.getKey(),
                header.getValue().isArray() ? header.getValue().path(0).asString("") : header.getValue().asString("")));
        JsonNode body = one.has("body") ? one.path("body") : one.path("response");
        String endpoint = Json.text(one, "endpoint");
        JsonNode stream = one.path("sse");
        List<String> lines = null;
        if (stream.isString()) {
            lines = stream.asString().lines().toList();
        } else if (stream.isArray()) {
            lines = new ArrayList<>();
            for (JsonNode line : stream) {
                lines.addAll(line.asString("").isEmpty() ? List.of("") : line.asString("").lines().toList());
            }
        }
        if (lines == null && body.isString() && isStream(body.asString())) {
            lines = body.asString().lines().toList();
            body = Json.object();
        }
        // A body that is no JSON, or whose JSON was kept as text, is a string.
        boolean written = body.isString();
        JsonNode document = written ? Json.parseOrNull(body.asString()) : body.isNull() || body.isMissingNode() ? null : body;
        JsonNode request = one.path("request");
        return new AnswerSample(endpoint == null ? "*" : endpoint, request.isObject() ? request : null,
                one.path("status").asInt(OK), headers, document, written && document == null ? body.asString() : "", lines);
    }

    /** A saved body without anything around it: one document, or the text of a stream. */
    public static AnswerSample ofText(String text) {
        return isStream(text)
                ? new AnswerSample("*", null, OK, Map.of(), null, "", text.lines().toList())
                : ofBody("*", null, OK, Map.of(), text);
    }

    /** An answer's body that was parsed already. */
    public static AnswerSample ofDocument(JsonNode body) {
        return new AnswerSample("*", null, OK, Map.of(), body, "", null);
    }

    private static AnswerSample ofBody(String endpoint, @Nullable JsonNode request, int status, Map<String, String> headers,
            String text) {
        JsonNode body = Json.parseOrNull(text);
        return new AnswerSample(endpoint, request, status, headers, body, body == null ? text : "", null);
    }

    /** An exchange of this app. */
    public static AnswerSample of(Exchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.responseHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name, values.getFirst());
            }
        });
        boolean stream = exchange.streamed() || isJsonLinesStream(exchange.responseBody());
        if (!stream) {
            return ofBody(path(exchange.url()), exchange.request(), exchange.status(), headers, exchange.responseBody());
        }
        List<String> lines = exchange.responseBody().isEmpty()
                ? exchange.events().stream().flatMap(event -> event.event().encode().lines()).toList()
                : exchange.responseBody().lines().toList();
        return new AnswerSample(path(exchange.url()), exchange.request(), exchange.status(), headers, null, "", lines);
    }

    private static boolean isStream(String text) {
        return EVENT_STREAM.matcher(text).find() || isJsonLinesStream(text);
    }

    /** Ollama streams JSON lines: objects that say whether they are the last. */
    private static boolean isJsonLinesStream(String text) {
        int end = text.indexOf('\n');
        JsonNode first = end < 0 || !text.startsWith("{") ? null : Json.parseOrNull(text.substring(0, end));
        return first != null && first.path("done").isBoolean() && !first.path("done").asBoolean();
    }

    private static String path(String url) {
        try {
            String path = URI.create(url).getPath();
            return path == null || path.isEmpty() ? "*" : path;
        } catch (IllegalArgumentException notAnAddress) {
            return "*";
        }
    }
}
