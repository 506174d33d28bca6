package gymscope.parsing.markup;

import gymscope.parsing.MarkedText;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Arguments as {@code <arg_key>…</arg_key>} and {@code <arg_value>…</arg_value>}, as GLM's templates have them. */
final class ArgumentPairs {

    static final String KEY = "<arg_key>";
    static final String KEY_END = "</arg_key>";
    static final String VALUE = "<arg_value>";
    static final String VALUE_END = "</arg_value>";

    private ArgumentPairs() {
    }

    /**
     * The pairs between two places; the last of a repeated key counts.
     *
     * @param keys what a key's text is called
     * @param values the value of a key's text
     */
    static ObjectNode read(MarkedText marked, int from, int to, UnaryOperator<String> keys,
            BiFunction<String, String, JsonNode> values) {
        ObjectNode arguments = Json.object();
        String text = marked.text();
        int at = from;
        while (true) {
            int key = text.indexOf(KEY, at);
            int keyEnd = key < 0 ? -1 : text.indexOf(KEY_END, key + KEY.length());
            while (keyEnd >= 0 && !text.startsWith(VALUE, PythonText.skipSpace(text, keyEnd + KEY_END.length()))) {
                keyEnd = text.indexOf(KEY_END, keyEnd + 1);
            }
            int value = keyEnd < 0 ? -1 : PythonText.skipSpace(text, keyEnd + KEY_END.length()) + VALUE.length();
            int end = value < 0 ? -1 : text.indexOf(VALUE_END, value);
            if (end < 0 || end + VALUE_END.length() > to) {
                return arguments;
            }
            String name = keys.apply(text.substring(key + KEY.length(), keyEnd));
            arguments.set(name, values.apply(name, text.substring(value, end)));
            marked.mark(Part.TOOL_ARGUMENTS, value, end);
            at = end + VALUE_END.length();
        }
    }
}
