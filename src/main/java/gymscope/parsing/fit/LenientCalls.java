package gymscope.parsing.fit;

import gymscope.parsing.arguments.PythonLiteral;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls that a text means, whatever its format: objects with a name and arguments, as JSON or as Python writes them, the last one
 * also where its end is missing. Never what a server would find, only what a person may have meant.
 */
final class LenientCalls {

    private static final int MOST_TRIES = 200;
    private static final List<String> NAMES = List.of("name", "tool_name", "function");
    private static final List<String> ARGUMENTS = List.of("arguments", "parameters", "args");

    private LenientCalls() {
    }

    /** The calls in their order. */
    static List<ToolCall> in(String text) {
        List<ToolCall> calls = new ArrayList<>();
        int tries = 0;
        for (int start = text.indexOf('{'); start >= 0 && tries < MOST_TRIES; tries++) {
            int end = end(text, start);
            ToolCall call = call(text, start, Math.abs(end), end < 0);
            if (call != null) {
                calls.add(call);
            }
            start = text.indexOf('{', call == null ? start + 1 : Math.abs(end));
        }
        return calls;
    }

    /** The character after the object's last brace; the text's length, negative, where braces are missing. */
    private static int end(String text, int start) {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || (c == '\'' && opensString(text, i))) {
                quote = c;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -text.length();
    }

    private static boolean opensString(String text, int at) {
        int before = at - 1;
        while (before >= 0 && PythonText.isSpace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && "{[(:,".indexOf(text.charAt(before)) >= 0;
    }

    private static @Nullable ToolCall call(String text, int start, int end, boolean isOpen) {
        String body = PythonText.strip(text.substring(start, end));
        JsonNode value = read(body);
        for (int missing = 1; value == null && isOpen && missing <= 3; missing++) {
            value = read(withoutTag(body) + "}".repeat(missing));
        }
        if (!(value instanceof ObjectNode object)) {
            return null;
        }
        String name = NAMES.stream().map(member -> Json.text(object, member)).filter(found -> found != null).findFirst()
                .orElse(null);
        JsonNode arguments = ARGUMENTS.stream().map(object::get).filter(found -> found != null).findFirst().orElse(null);
        if (name == null || arguments == null) {
            return null;
        }
        String written = arguments.isString() ? arguments.asString() : PythonJson.write(arguments);
        return new ToolCall(null, name, written, new Span(start, end));
    }

    private static @Nullable JsonNode read(String body) {
        JsonNode json = Json.parseOrNull(body);
        return json == null ? PythonLiteral.read(body) : json;
    }

    private static String withoutTag(String body) {
        int tag = body.lastIndexOf('<');
        return tag > body.lastIndexOf('"') ? PythonText.stripTrailing(body.substring(0, tag)) : body;
    }
}
