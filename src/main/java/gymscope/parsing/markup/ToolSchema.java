package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.arguments.PythonLiteral;
import gymscope.parsing.arguments.PythonNumbers;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What the formats of this family ask of a tool's schema, and how Python turns text into values. */
final class ToolSchema {

    private static final ObjectNode NONE = Json.object();

    private ToolSchema() {
    }

    /** The schema of an argument, empty when the request has none. */
    static JsonNode property(ParseRequest request, String tool, String argument) {
        return properties(request, tool).path(argument);
    }

    /** The schemas of a tool's arguments by name, empty when the request has none. */
    static ObjectNode properties(ParseRequest request, String tool) {
        ObjectNode parameters = request.parameters(tool);
        return parameters != null && parameters.get("properties") instanceof ObjectNode properties ? properties : NONE;
    }

    /** The argument's {@code type} when that is one name, null otherwise. */
    static @Nullable String type(ParseRequest request, String tool, String argument) {
        return Json.text(property(request, tool, argument), "type");
    }

    /** {@code int(text)}, null where Python raises. */
    static @Nullable JsonNode integer(String text) {
        BigInteger value = PythonNumbers.integer(text);
        return value == null ? null : BigIntegerNode.valueOf(value);
    }

    /** {@code float(text)}, null where Python raises; not a number and the infinities are values too. */
    static @Nullable JsonNode real(String text) {
        Double value = PythonNumbers.real(text);
        if (value != null) {
            return DoubleNode.valueOf(value);
        }
        return switch (PythonText.strip(text).toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> DoubleNode.valueOf(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> DoubleNode.valueOf(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> DoubleNode.valueOf(Double.NEGATIVE_INFINITY);
            default -> null;
        };
    }

    /** {@code float(text)} with whole values as integers, null where Python raises. */
    static @Nullable JsonNode number(String text) {
        Double value = PythonNumbers.real(text);
        return value == null ? null : PythonNumbers.node(value);
    }

    /** True or false in any case, null for another text. */
    static @Nullable JsonNode truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> null;
        };
    }

    /** The JSON that the text is, else the Python literal, else the text. */
    static JsonNode deserialized(String text) {
        JsonNode json = Json.parseOrNull(text);
        JsonNode value = json == null ? PythonLiteral.read(text) : json;
        return value == null ? StringNode.valueOf(text) : value;
    }
}
