package gymscope.templates.values;

import gymscope.templates.values.Value.Attributes;
import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Namespace;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import gymscope.wire.PythonJson;
import java.util.List;
import java.util.Map;

/** Values as text: Python's {@code str} and {@code repr}, and the names of types for messages. */
public final class PythonText {

    private PythonText() {
    }

    /** {@code str(value)}; undefined prints as nothing. */
    public static String str(Value value) {
        return switch (value) {
            case Text text -> text.value();
            case Undefined _ -> "";
            default -> repr(value);
        };
    }

    /** {@code repr(value)}. */
    public static String repr(Value value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** Whether Python's {@code str.strip} takes the character away. */
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** The Python type's name. */
    public static String typeName(Value value) {
        return switch (value) {
            case None _ -> "NoneType";
            case Undefined _ -> "Undefined";
            case Bool _ -> "bool";
            case Int _ -> "int";
            case Real _ -> "float";
            case Text _ -> "str";
            case Items _ -> "list";
            case Tuple _ -> "tuple";
            case Dict _ -> "dict";
            case Namespace _ -> "Namespace";
            case Attributes _ -> "object";
            case Function _ -> "function";
        };
    }

    private static void append(StringBuilder text, Value value) {
        switch (value) {
            case None _ -> text.append("None");
            case Undefined _ -> text.append("Undefined");
            case Bool bool -> text.append(bool.value() ? "True" : "False");
            case Int number -> text.append(number.value());
            case Real number -> text.append(PythonJson.floatText(number.value()));
            case Text string -> appendQuoted(text, string.value());
            case Items items -> appendAll(text, "[", items.values(), "]");
            case Tuple tuple -> appendAll(text, "(", tuple.values(), tuple.values().size() == 1 ? ",)" : ")");
            case Dict dict -> appendMembers(text, dict.members());
            case Namespace _,Attributes _,Function _ -> text.append('<').append(typeName(value)).append('>');
        }
    }

    private static void appendAll(StringBuilder text, String open, List<Value> values, String close) {
        String separator = open;
        for (Value value : values) {
            text.append(separator);
            append(text, value);
            separator = ", ";
        }
        text.append(values.isEmpty() ? open : "").append(close);
    }

    private static void appendMembers(StringBuilder text, Map<Value, Value> members) {
        text.append('{');
        String separator = "";
        for (Map.Entry<Value, Value> member : members.entrySet()) {
            text.append(separator);
            append(text, member.getKey());
            text.append(": ");
            append(text, member.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    private static void appendQuoted(StringBuilder text, String value) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        text.append(quote);
        value.codePoints().forEach(c -> appendCharacter(text, c, quote));
        text.append(quote);
    }

    private static void appendCharacter(StringBuilder text, int c, char quote) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (c == quote) {
                    text.append('\\').append(quote);
                } else if (isPrintable(c)) {
                    text.appendCodePoint(c);
                } else {
                    text.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
