package gymscope.rollouts.lines;

import gymscope.wire.Json;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * JSON text as Python's writer spaces it ({@code {"a": 1, "b": 2}}), for JSON that travels inside a string of a row and
 * is compared as text.
 */
public final class PythonJson {

    private PythonJson() {
    }

    public static String write(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream().map(member -> string(member.getKey()) + ": " + write(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).map(PythonJson::write)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return node.isString() ? string(node.asString()) : Json.write(node);
    }

    private static String string(String text) {
        return Json.write(JsonNodeFactory.instance.stringNode(text)).codePoints()
                .mapToObj(character -> character < 0x7f
                        ? Character.toString(character)
                        : Character.toString(character).chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining()))
                .collect(Collectors.joining());
    }
}
