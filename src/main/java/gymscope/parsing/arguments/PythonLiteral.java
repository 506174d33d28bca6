package gymscope.parsing.arguments;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One Python literal as {@code ast.literal_eval} reads it, in the form that {@code json.dumps} gives it: tuples are arrays, keys
 * are text. What JSON has no form for (sets, bytes, complex numbers) is no literal here. Reads once, from left to right.
 */
public final class PythonLiteral {

    private static final int MOST_DEPTH = 200;

    private final PythonCursor source;
    private int depth;

    private PythonLiteral(String text) {
        this.source = new PythonCursor(text);
    }

    /** The value of the text, null when it is no literal. */
    public static @Nullable JsonNode read(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        JsonNode value = reader.value();
        reader.source.skipSpace();
        if (value != null && reader.source.peek() == ',') {
            value = reader.tuple(value);
        }
        return value != null && reader.source.isAtEnd() ? value : null;
    }

    private @Nullable JsonNode value() {
        source.skipSpace();
        if (source.isAtEnd() || ++depth > MOST_DEPTH) {
            return null;
        }
        char c = source.peek();
        JsonNode value = switch (c) {
            case '[' -> list(']');
            case '(' -> parenthesised();
            case '{' -> dictionary();
            case '\'', '"' -> textOrNull(source.strings());
            case '+', '-' -> signed();
            default -> Character.isDigit(c) || c == '.' ? source.number() : word();
        };
        depth--;
        return value;
    }

    private @Nullable JsonNode list(char end) {
        ArrayNode array = Json.array();
        source.skip(1);
        source.skipSpace();
        while (source.peek() != end) {
            JsonNode value = value();
            source.skipSpace();
            if (value == null || (source.peek() != ',' && source.peek() != end)) {
                return null;
            }
            array.add(value);
            source.skip(source.peek() == ',' ? 1 : 0);
            source.skipSpace();
        }
        source.skip(1);
        return array;
    }

    private @Nullable JsonNode parenthesised() {
        int start = source.at();
        JsonNode list = list(')');
        if (list == null || list.size() != 1) {
            return list;
        }
        int last = source.at() - 2;
        while (PythonText.isSpace(source.text().charAt(last))) {
            last--;
        }
        return last > start && source.text().charAt(last) == ',' ? list : list.get(0);
    }

    private JsonNode tuple(JsonNode first) {
        ArrayNode array = Json.array().add(first);
        while (source.peek() == ',') {
            source.skip(1);
            source.skipSpace();
            JsonNode value = source.isAtEnd() ? null : value();
            if (value == null) {
                break;
            }
            array.add(value);
            source.skipSpace();
        }
        return array;
    }

    private @Nullable JsonNode dictionary() {
        ObjectNode object = Json.object();
        source.skip(1);
        source.skipSpace();
        while (source.peek() != '}') {
            JsonNode key = value();
            source.skipSpace();
            if (key == null || key.isContainer() || source.peek() != ':') {
                return null;
            }
            source.skip(1);
            JsonNode value = value();
            source.skipSpace();
            if (value == null || (source.peek() != ',' && source.peek() != '}')) {
                return null;
            }
            object.set(key.isString() ? key.asString() : PythonJson.write(key), value);
            source.skip(source.peek() == ',' ? 1 : 0);
            source.skipSpace();
        }
        source.skip(1);
        return object;
    }

    private @Nullable JsonNode signed() {
        boolean isNegative = source.peek() == '-';
        source.skip(1);
        JsonNode value = value();
        if (value == null || !value.isNumber()) {
            return null;
        }
        if (!isNegative) {
            return value;
        }
        return value.isIntegralNumber()
                ? BigIntegerNode.valueOf(value.bigIntegerValue().negate())
                : DoubleNode.valueOf(-value.doubleValue());
    }

    private @Nullable JsonNode word() {
        if (source.isAtString()) {
            return textOrNull(source.strings());
        }
        int start = source.at();
        while (Character.isLetter(source.peek())) {
            source.skip(1);
        }
        return switch (source.text().substring(start, source.at())) {
            case "True" -> BooleanNode.TRUE;
            case "False" -> BooleanNode.FALSE;
            case "None" -> NullNode.getInstance();
            default -> null;
        };
    }

    private static @Nullable JsonNode textOrNull(@Nullable String text) {
        return text == null ? null : StringNode.valueOf(text);
    }
}
