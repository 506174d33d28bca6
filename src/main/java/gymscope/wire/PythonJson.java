package gymscope.wire;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * JSON as Python's {@code json.dumps(value, ensure_ascii=False)} writes it: {@code ", "} and {@code ": "} between
 * members, non-ASCII characters kept, floats as {@code repr}. Chat templates and vLLM's parsers put this form before
 * models, so it has to agree to the character. Thread-safe.
 */
public final class PythonJson {

    private PythonJson() {
    }

    /** The form on one line. */
    public static String write(JsonNode value) {
        return write(value, -1, false);
    }

    /**
     * The form with Python's other switches.
     *
     * @param indent spaces a level, each element on a line of its own; negative for one line
     * @param sortKeys members in the order of their names instead of their own
     */
    public static String write(JsonNode value, int indent, boolean sortKeys) {
        StringBuilder text = new StringBuilder();
        new Writer(text, indent, sortKeys).write(value, 0);
        return text.toString();
    }

    /** A string in quotes with Python's escapes. */
    public static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2);
        appendQuoted(text, value);
        return text.toString();
    }

    /** A float as Python's {@code repr} shows it: {@code 1.0}, {@code 1e-05}, {@code 1e+16}, {@code inf}. */
    public static String floatText(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        return sign + (exponent < -4 || exponent >= 16
                ? scientific(digits, exponent)
                : shortest.scale() <= 0
                        ? shortest.toPlainString() + ".0"
                        : shortest.toPlainString());
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** Appends a string in quotes with Python's escapes. */
    private static void appendQuoted(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            appendEscaped(text, c);
        }
        text.append('"');
    }

    /** Appends one character of a string with Python's escapes. */
    public static void appendEscaped(StringBuilder text, char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            default -> {
                if (c < ' ') {
                    text.append("\\u%04x".formatted((int) c));
                } else {
                    text.append(c);
                }
            }
        }
    }

    private record Writer(StringBuilder text, int indent, boolean sortKeys) {

        void write(JsonNode value, int depth) {
            switch (value.getNodeType()) {
                case OBJECT -> writeObject(value, depth);
                case ARRAY -> writeArray(value, depth);
                case STRING -> appendQuoted(text, value.asString());
                case NUMBER ->
                    text.append(value.isIntegralNumber() ? value.bigIntegerValue().toString() : real(value.doubleValue()));
                case BOOLEAN -> text.append(value.booleanValue());
                default -> text.append("null");
            }
        }

        private static String real(double value) {
            return Double.isNaN(value)
                    ? "NaN"
                    : Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : floatText(value);
        }

        private void writeObject(JsonNode object, int depth) {
            if (object.isEmpty()) {
                text.append("{}");
                return;
            }
            List<Map.Entry<String, JsonNode>> members = sortKeys
                    ? object.properties().stream().sorted(Comparator.comparing(Map.Entry::getKey)).toList()
                    : List.copyOf(object.properties());
            text.append('{');
            for (int i = 0; i < members.size(); i++) {
                separate(i, depth + 1);
                appendQuoted(text, members.get(i).getKey());
                text.append(": ");
                write(members.get(i).getValue(), depth + 1);
            }
            close('}', depth);
        }

        private void writeArray(JsonNode array, int depth) {
            if (array.isEmpty()) {
                text.append("[]");
                return;
            }
            text.append('[');
            for (int i = 0; i < array.size(); i++) {
                separate(i, depth + 1);
                write(array.get(i), depth + 1);
            }
            close(']', depth);
        }

        private void separate(int index, int depth) {
            if (indent < 0) {
                text.append(index == 0 ? "" : ", ");
            } else {
                text.append(index == 0 ? "\n" : ",\n").repeat(' ', indent * depth);
            }
        }

        private void close(char bracket, int depth) {
            if (indent >= 0) {
                text.append('\n').repeat(' ', indent * depth);
            }
            text.append(bracket);
        }
    }
}
