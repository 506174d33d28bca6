package gymscope.parsing;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call in hermes form, read from a whole text.
 *
 * @param name the tool's name
 * @param arguments the arguments as JSON
 * @param body the JSON text between the markers
 * @param bodyStart where that begins
 * @param span the call with its markers
 */
record HermesCall(String name, JsonNode arguments, String body, int bodyStart, Span span) {

    /** All calls from a place on; none at all when one of them cannot be read. */
    static List<HermesCall> all(String text, int from) {
        List<HermesCall> calls = new ArrayList<>();
        int at = text.indexOf(Markers.CALL, from);
        while (at >= 0) {
            int start = at + Markers.CALL.length();
            int end = text.indexOf(Markers.CALL_END, start);
            int bodyEnd = end < 0 ? text.length() : end;
            int callEnd = end < 0 ? text.length() : end + Markers.CALL_END.length();
            HermesCall call = read(text.substring(start, bodyEnd), start, new Span(at, callEnd));
            if (call == null) {
                return List.of();
            }
            calls.add(call);
            at = text.indexOf(Markers.CALL, callEnd);
        }
        return calls;
    }

    private static @Nullable HermesCall read(String body, int bodyStart, Span span) {
        JsonNode json = Json.parseOrNull(body);
        JsonNode arguments = json == null ? null : json.get("arguments");
        String name = json == null ? null : Json.text(json, "name");
        return name == null || arguments == null ? null : new HermesCall(name, arguments, body, bodyStart, span);
    }

    /** The arguments as vLLM gives them on: written anew in Python's form. */
    String argumentText() {
        return PythonJson.write(arguments);
    }

    /** Adds the stretches of this call. */
    void addTo(AnswerParser.Segments segments) {
        segments.add(Part.MARKUP, bodyStart);
        CallScanner scanner = new CallScanner();
        for (int i = 0; i < body.length(); i++) {
            segments.add(scanner.accept(body.charAt(i)) ? scanner.part() : Part.MARKUP, bodyStart + i + 1);
        }
        segments.add(Part.MARKUP, span.end());
    }
}
