package gymscope.parsing.markup;

import gymscope.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Hunyuan 3's conversion of text to a schema's types, whose names may be those of programming languages. */
final class LooseTypes {

    private static final List<String> INTEGERS = List.of("int", "uint", "long", "short", "unsigned");
    private static final List<String> NUMBERS = List.of("num", "float");
    private static final Set<String> PLAIN = Set.of("string", "boolean", "integer", "number");

    private LooseTypes() {
    }

    /** Whether each of the schema's types is one name: vLLM's parser fails at others. */
    static boolean areReadable(JsonNode schema) {
        return options(schema).stream().allMatch(option -> !option.has("type") || option.path("type").isString());
    }

    /** Whether a value can only be text. */
    static boolean isOnlyText(JsonNode schema) {
        return of(schema).equals(Set.of("string"));
    }

    /** The value: truth, integer, number, JSON, text, in that order as far as the schema allows them. */
    static JsonNode value(String text, JsonNode schema) {
        Set<String> types = of(schema);
        JsonNode value = types.contains("boolean") ? ToolSchema.truth(text) : null;
        value = value == null && types.contains("integer") ? ToolSchema.integer(text) : value;
        value = value == null && types.contains("number") ? number(text) : value;
        value = value == null && types.stream().anyMatch(type -> !PLAIN.contains(type)) ? Json.parseOrNull(text) : value;
        if (value != null) {
            return value;
        }
        return types.contains("string") ? StringNode.valueOf(text) : ToolSchema.deserialized(text);
    }

    private static @Nullable JsonNode number(String text) {
        boolean isReal = text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        return isReal ? ToolSchema.real(text) : ToolSchema.integer(text);
    }

    private static Set<String> of(JsonNode schema) {
        Set<String> types = new HashSet<>();
        options(schema).forEach(option -> types.add(normal(option.path("type").asString("string"))));
        types.remove("null");
        return types;
    }

    private static List<JsonNode> options(JsonNode schema) {
        if (schema.has("type")) {
            return List.of(schema);
        }
        for (String alternatives : List.of("anyOf", "oneOf")) {
            if (schema.has(alternatives)) {
                return Json.elements(schema, alternatives);
            }
        }
        return List.of(Json.object());
    }

    private static String normal(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "str", "text", "varchar", "char", "enum" -> "string";
            case "bool", "binary" -> "boolean";
            case "double" -> "number";
            case "list" -> "array";
            case "dict", "map" -> "object";
            default -> starts(lower, INTEGERS) ? "integer" : starts(lower, NUMBERS) ? "number" : type;
        };
    }

    private static boolean starts(String type, List<String> prefixes) {
        return prefixes.stream().anyMatch(type::startsWith);
    }
}
