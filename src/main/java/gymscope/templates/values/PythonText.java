package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Lazy;
import gymscope.templates.values.Value.Namespace;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Range;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Special;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import gymscope.templates.values.Value.View;
import gymscope.wire.PythonJson;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Values as text: Python's {@code str} and {@code repr}, and the names of types for messages. */
public final class PythonText {

    private static final HexFormat HEX = HexFormat.of();

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
    public static boolean isSpace(int c) {
        return c <= ' '
                ? c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31)
                : c >= 0x80 && (c == 0x85 || Character.isSpaceChar(c));
    }

    /** The Python type's name. */
    public static String typeName(Value value) {
        String name = qualifiedTypeName(value);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The Python type's name, with its module unless it is a builtin one. */
    public static String qualifiedTypeName(Value value) {
        return switch (value) {
            case None _ -> "NoneType";
            case Undefined _ -> "jinja2.runtime.Undefined";
            case Bool _ -> "bool";
            case Int _ -> "int";
            case Real _ -> "float";
            case Text text -> text.markup() ? "markupsafe.Markup" : "str";
            case Items _ -> "list";
            case Tuple _ -> "tuple";
            case Dict _ -> "dict";
            case View view -> view.type();
            case Range _ -> "range";
            case Lazy lazy -> lazy.type();
            case Namespace _ -> "jinja2.utils.Namespace";
            case Special special -> special.type();
            case Function _ -> "function";
        };
    }

    private static void append(StringBuilder text, Value value) {
        switch (value) {
            case None _ -> text.append("None");
            case Undefined _ -> text.append("Undefined");
            case Bool bool -> text.append(bool.value() ? "True" : "False");
            case Int number -> text.append(Numbers.decimal(number.value()));
            case Real number -> text.append(PythonJson.floatText(number.value()));
            case Text string -> appendString(text, string);
            case Items items -> appendAll(text, "[", items.values(), "]");
            case Tuple tuple -> appendAll(text, "(", tuple.values(), tuple.values().size() == 1 ? ",)" : ")");
            case Dict dict -> appendMembers(text, dict.members());
            case View view -> {
                text.append(view.type()).append('(');
                appendAll(text, "[", view.values(), "]");
                text.append(')');
            }
            case Range range -> text.append("range(").append(range.start()).append(", ").append(range.stop())
                    .append(range.step() == 1 ? "" : ", " + range.step()).append(')');
            case Namespace namespace -> {
                text.append("<Namespace ");
                append(text, Value.dict(namespace.members()));
                text.append('>');
            }
            case Special special -> text.append(special.shown());
            case Lazy _,Function _ -> text.append('<').append(typeName(value)).append(" object>");
        }
    }

    private static void appendString(StringBuilder text, Text string) {
        if (string.markup()) {
            text.append("Markup(");
        }
        appendQuoted(text, string.value());
        if (string.markup()) {
            text.append(')');
        }
    }

    private static void appendAll(StringBuilder text, String open, List<Value> values, String close) {
        text.append(open);
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            append(text, values.get(i));
        }
        text.append(close);
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
        for (int i = 0; i < value.length();) {
            int c = value.codePointAt(i);
            appendCharacter(text, c, quote);
            i += Character.charCount(c);
        }
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
                } else if ((c >= ' ' && c < 0x7f) || isPrintable(c)) {
                    text.appendCodePoint(c);
                } else if (c < 0x100) {
                    text.append("\\x").append(HEX.toHexDigits(c, 2));
                } else if (c < 0x10000) {
                    text.append("\\u").append(HEX.toHexDigits(c, 4));
                } else {
                    text.append("\\U").append(HEX.toHexDigits(c, 8));
                }
            }
        }
    }

    /** Whether Python's {@code str.isprintable} holds for the character. */
    static boolean isPrintable(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
