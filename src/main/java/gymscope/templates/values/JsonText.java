package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.wire.PythonJson;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON text in the form of Python's {@code json.dumps}, for {@code tojson}.
 *
 * @param ascii whether other than ASCII characters are escaped
 * @param indent what one level is indented by, null for one line
 * @param between what stands between elements
 * @param colon what stands between a name and its value
 * @param sorted whether members stand in the order of their names
 */
record JsonText(boolean ascii, @Nullable String indent, String between, String colon, boolean sorted) {

    private static final HexFormat HEX = HexFormat.of();

    String write(Value value) {
        StringBuilder text = new StringBuilder();
        write(text, value, 0);
        Operators.checkLength(text.length());
        return text.toString();
    }

    private void write(StringBuilder text, Value value, int depth) {
        switch (value) {
            case None _ -> text.append("null");
            case Bool bool -> text.append(bool.value());
            case Value.Int number -> text.append(Numbers.decimal(number.value()));
            case Real number -> text.append(real(number.value()));
            case Text string -> quoted(text, string.value());
            case Items items -> array(text, items.values(), depth);
            case Tuple tuple -> array(text, tuple.values(), depth);
            case Dict dict -> object(text, dict, depth);
            default ->
                throw ValueError.type("Object of type %s is not JSON serializable".formatted(PythonText.typeName(value)));
        }
        Operators.checkSize(text.length());
    }

    private static String real(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : PythonJson.floatText(value);
    }

    private void array(StringBuilder text, List<Value> values, int depth) {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : between);
            breakLine(text, depth + 1);
            write(text, values.get(i), depth + 1);
        }
        if (!values.isEmpty()) {
            breakLine(text, depth);
        }
        text.append(']');
    }

    private void object(StringBuilder text, Dict dict, int depth) {
        text.append('{');
        List<Map.Entry<Value, Value>> members = new ArrayList<>(dict.members().entrySet());
        if (sorted) {
            members.sort(Map.Entry.comparingByKey(Operators::compare));
        }
        for (int i = 0; i < members.size(); i++) {
            text.append(i == 0 ? "" : between);
            breakLine(text, depth + 1);
            quoted(text, name(members.get(i).getKey()));
            text.append(colon);
            write(text, members.get(i).getValue(), depth + 1);
        }
        if (!members.isEmpty()) {
            breakLine(text, depth);
        }
        text.append('}');
    }

    private void breakLine(StringBuilder text, int depth) {
        if (indent != null) {
            text.append('\n').repeat(indent, depth);
        }
    }

    private static String name(Value key) {
        return switch (key) {
            case Text text -> text.value();
            case None _ -> "null";
            case Bool bool -> bool.value() ? "true" : "false";
            case Real number -> real(number.value());
            case Value.Int number -> Numbers.decimal(number.value());
            default -> throw ValueError
                    .type("keys must be str, int, float, bool or None, not " + PythonText.typeName(key));
        };
    }

    private void quoted(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ' || (ascii && c > '~')) {
                        text.append("\\u").append(HEX.toHexDigits(c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** A {@code repr} with what is not ASCII escaped, as Python's {@code ascii()}. */
    static String ascii(String repr) {
        StringBuilder text = new StringBuilder(repr.length());
        repr.codePoints().forEach(c -> {
            if (c < 0x80) {
                text.append((char) c);
            } else if (c < 0x100) {
                text.append("\\x").append(HEX.toHexDigits(c, 2));
            } else if (c < 0x10000) {
                text.append("\\u").append(HEX.toHexDigits(c, 4));
            } else {
                text.append("\\U").append(HEX.toHexDigits(c, 8));
            }
        });
        return text.toString();
    }
}
