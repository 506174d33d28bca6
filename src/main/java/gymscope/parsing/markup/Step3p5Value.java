package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.arguments.PythonLiteral;
import gymscope.wire.PythonJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * One of Step 3.5's values while it is written: one line feed at either end is not of it. Text goes out as it comes, in quotes;
 * numbers when they are whole; objects as they stand, unless single quotes in their first part make them Python, which they are
 * always in arrays. What cannot be converted stays as it is, JSON or not. For one thread.
 */
final class Step3p5Value {

    private static final Set<String> TEXTS = Set.of("string", "str", "text", "varchar", "char", "enum");
    private static final List<String> INTEGERS = List.of("int", "uint", "long", "short", "unsigned");
    private static final List<String> REALS = List.of("num", "float");

    private enum Kind {
        TEXT, INTEGER, REAL, TRUTH, OBJECT, ARRAY
    }

    private final Kind kind;
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private boolean isBegun;
    private boolean isQuoted;
    private @Nullable Boolean isLiteral;

    Step3p5Value(ParseRequest request, String tool, String key) {
        String type = ToolSchema.type(request, tool, key);
        kind = kind(type == null ? "string" : type);
        isLiteral = kind == Kind.ARRAY ? Boolean.TRUE : kind == Kind.OBJECT ? null : Boolean.FALSE;
    }

    /** Whether the value is read as a Python literal, up to its own end tag whatever stands in it. */
    boolean isLiteral() {
        return Boolean.TRUE.equals(isLiteral);
    }

    /** Takes more of it; the JSON text that is certain by now. */
    String accept(String more) {
        raw.append(more);
        return kind == Kind.TEXT ? text(more) : "";
    }

    /** A tag comes next: what stands before the first one tells how the value is read. */
    void meetTag(String before) {
        if (isLiteral == null) {
            isLiteral = looksLikePython(raw + before);
        }
    }

    /** It is whole: the rest of its JSON text. */
    String finish() {
        if (kind == Kind.TEXT) {
            String rest = isNull(held) && !isQuoted ? "\"" : flush(true);
            return isBegun || !raw.isEmpty() ? opening() + (rest.equals("\"") ? "" : rest) + "\"" : "\"\"";
        }
        if (isLiteral == null) {
            isLiteral = looksLikePython(raw.toString());
        }
        if (isLiteral()) {
            JsonNode literal = PythonLiteral.read(raw.toString());
            return PythonJson.write(literal == null ? StringNode.valueOf(raw.toString()) : literal);
        }
        return converted();
    }

    /** The text has ended before it was whole: what of it is certain. */
    String unfinished() {
        if (kind == Kind.TEXT) {
            return isNull(held) && !isQuoted ? "" : raw.isEmpty() ? "" : opening() + flush(true);
        }
        if (isLiteral == null) {
            isLiteral = looksLikePython(raw.toString());
        }
        return isLiteral() ? "" : converted();
    }

    private String text(String more) {
        held.append(more);
        if (!isBegun && !held.isEmpty()) {
            isBegun = true;
            if (held.charAt(0) == '\n') {
                held.deleteCharAt(0);
            }
        }
        boolean mayBeNull = "null".startsWith(lower(held)) || isNull(held);
        return mayBeNull && !isQuoted ? "" : opening() + flush(false);
    }

    private String opening() {
        if (isQuoted) {
            return "";
        }
        isQuoted = true;
        return "\"";
    }

    /** The held text as JSON, without the line feed or half of a character pair that it may end with. */
    private String flush(boolean isLast) {
        int end = held.length();
        boolean keeps = end > 0 && (held.charAt(end - 1) == '\n'
                || (!isLast && Character.isHighSurrogate(held.charAt(end - 1))));
        String given = PythonJson.write(StringNode.valueOf(held.substring(0, keeps ? end - 1 : end)));
        held.delete(0, keeps ? end - 1 : end);
        return given.substring(1, given.length() - 1);
    }

    private String converted() {
        String text = trimmed();
        if (lower(text).equals("null")) {
            return "";
        }
        JsonNode value = switch (kind) {
            case INTEGER -> ToolSchema.integer(text);
            case REAL -> ToolSchema.number(text);
            case TRUTH -> text.isEmpty() ? null : BooleanNode.valueOf(lower(text).equals("true"));
            default -> null;
        };
        return value == null ? text : PythonJson.write(value);
    }

    private String trimmed() {
        int start = !raw.isEmpty() && raw.charAt(0) == '\n' ? 1 : 0;
        int end = raw.length() > start && raw.charAt(raw.length() - 1) == '\n' ? raw.length() - 1 : raw.length();
        return raw.substring(start, end);
    }

    private boolean isNull(CharSequence text) {
        String whole = lower(text);
        return whole.equals("null") || whole.equals("null\n");
    }

    private static boolean looksLikePython(String first) {
        boolean isContainer = first.indexOf('[') >= 0 || first.indexOf('{') >= 0 || first.indexOf('(') >= 0;
        return isContainer && first.indexOf('\'') >= 0;
    }

    private static String lower(CharSequence text) {
        return text.length() > 8 ? "" + text : text.toString().toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String type) {
        if (TEXTS.contains(type)) {
            return Kind.TEXT;
        }
        if (INTEGERS.stream().anyMatch(type::startsWith)) {
            return Kind.INTEGER;
        }
        if (REALS.stream().anyMatch(type::startsWith)) {
            return Kind.REAL;
        }
        return switch (type) {
            case "boolean", "bool", "binary" -> Kind.TRUTH;
            case "object" -> Kind.OBJECT;
            case "array", "arr", "sequence" -> Kind.ARRAY;
            default -> type.startsWith("dict") || type.startsWith("list") ? Kind.ARRAY : Kind.TEXT;
        };
    }
}
