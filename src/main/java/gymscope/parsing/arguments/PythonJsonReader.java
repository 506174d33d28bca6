package gymscope.parsing.arguments;

import gymscope.wire.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads JSON as Python's {@code json} does: {@code NaN} and {@code Infinity} are numbers, of two members of one name the last
 * counts at the place of the first, strings hold no control characters, and a value may be followed by other text
 * ({@code raw_decode}). Cut-off text can be read as far as it goes. Takes time in proportion to the text. For one thread.
 */
public final class PythonJsonReader {

    /** Deeper values count as broken, as Python's recursion limit has it. */
    private static final int MAX_DEPTH = 900;
    private static final int MAX_DIGITS = 4300;
    private static final int LONG_DIGITS = 18;

    private final String text;
    private final int end;
    private final boolean strict;
    private final boolean closes;
    private int at;

    /** Not JSON, or not all of it; without a trace, since it is no more than a way out of nested values. */
    private static final class NotJson extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean cutOff;

        NotJson(boolean cutOff) {
            super(null, null, false, false);
            this.cutOff = cutOff;
        }
    }

    private PythonJsonReader(String text, int start, int end, boolean strict, boolean closes) {
        this.text = text;
        this.end = end;
        this.strict = strict;
        this.closes = closes;
        this.at = start;
    }

    /** The one value of a stretch of text, with white space around it; null when it is not JSON ({@code json.loads}). */
    public static @Nullable Located whole(String text, int start, int end) {
        return whole(text, start, end, true);
    }

    /**
     * The one value of a stretch of text, with white space around it; null when it is not JSON.
     *
     * @param strict whether control characters in strings are an error
     */
    public static @Nullable Located whole(String text, int start, int end, boolean strict) {
        Located value = first(text, skipSpace(text, start, end), end, strict);
        return value == null || skipSpace(text, value.end(), end) < end ? null : value;
    }

    /** The value that begins at a place, whatever follows; null when there is none ({@code raw_decode}). */
    public static @Nullable Located first(String text, int start, int end) {
        return first(text, start, end, true);
    }

    private static @Nullable Located first(String text, int start, int end, boolean strict) {
        PythonJsonReader reader = new PythonJsonReader(text, start, end, strict, false);
        try {
            return new Located(reader.value(0), start, reader.at);
        } catch (NotJson notJson) {
            return null;
        }
    }

    /**
     * The value of a stretch that may have been cut off: what is open at the end is closed, a member without a value is left
     * out. Null when the text is broken elsewhere, goes on after the value, or has no value.
     */
    public static @Nullable Located cutOff(String text, int start, int end) {
        int from = skipSpace(text, start, end);
        PythonJsonReader reader = new PythonJsonReader(text, from, end, true, true);
        try {
            Located value = new Located(reader.value(0), from, reader.at);
            return skipSpace(text, value.end(), end) < end ? null : value;
        } catch (NotJson notJson) {
            return null;
        }
    }

    /** The elements of an array that was read from the text. */
    public static List<Located> elements(String text, Located array) {
        PythonJsonReader reader = new PythonJsonReader(text, array.start() + 1, array.end(), false, true);
        List<Located> elements = new ArrayList<>();
        try {
            while (reader.peek() != ']') {
                int start = reader.at;
                elements.add(new Located(reader.value(1), start, reader.at));
                if (reader.peek() == ',') {
                    reader.at++;
                }
            }
        } catch (NotJson end) {
            // The array was cut off here when it was read.
        }
        return elements;
    }

    /** The members of an object that was read from the text. */
    public static Map<String, Located> members(String text, Located object) {
        PythonJsonReader reader = new PythonJsonReader(text, object.start() + 1, object.end(), false, true);
        Map<String, Located> members = new LinkedHashMap<>();
        try {
            while (reader.peek() != '}') {
                String key = reader.key();
                int start = skipSpace(text, reader.at, object.end());
                members.put(key, new Located(reader.value(1), start, reader.at));
                if (reader.peek() == ',') {
                    reader.at++;
                }
            }
        } catch (NotJson end) {
            // The object was cut off here when it was read.
        }
        return members;
    }

    /** The first place that is not JSON's white space. */
    public static int skipSpace(String text, int from, int end) {
        int at = from;
        while (at < end && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** The next character that is no space, without taking it. */
    private char peek() throws NotJson {
        at = skipSpace(text, at, end);
        return here();
    }

    private char here() throws NotJson {
        if (at >= end) {
            throw new NotJson(true);
        }
        return text.charAt(at);
    }

    private JsonNode value(int depth) throws NotJson {
        if (depth > MAX_DEPTH) {
            throw new NotJson(false);
        }
        char c = depth == 0 ? here() : peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> StringNode.valueOf(string(closes));
            case 't' -> literal("true", BooleanNode.TRUE);
            case 'f' -> literal("false", BooleanNode.FALSE);
            case 'n' -> literal("null", NullNode.getInstance());
            case 'N' -> literal("NaN", DoubleNode.valueOf(Double.NaN));
            case 'I' -> literal("Infinity", DoubleNode.valueOf(Double.POSITIVE_INFINITY));
            default -> number();
        };
    }

    private JsonNode object(int depth) throws NotJson {
        ObjectNode object = Json.object();
        at++;
        try {
            if (peek() == '}') {
                at++;
                return object;
            }
            while (true) {
                String key = key();
                object.set(key, value(depth + 1));
                if (endsAfterElement('}')) {
                    return object;
                }
            }
        } catch (NotJson notJson) {
            return closed(object, notJson);
        }
    }

    private JsonNode array(int depth) throws NotJson {
        ArrayNode array = Json.array();
        at++;
        try {
            if (peek() == ']') {
                at++;
                return array;
            }
            while (true) {
                array.add(value(depth + 1));
                if (endsAfterElement(']')) {
                    return array;
                }
            }
        } catch (NotJson notJson) {
            return closed(array, notJson);
        }
    }

    /** The container as it is when the text ended in it. */
    private JsonNode closed(JsonNode container, NotJson reason) throws NotJson {
        if (closes && reason.cutOff) {
            at = end;
            return container;
        }
        throw reason;
    }

    private boolean endsAfterElement(char closer) throws NotJson {
        char c = peek();
        if (c != ',' && c != closer) {
            throw new NotJson(false);
        }
        at++;
        return c == closer;
    }

    /** A member's name and the colon. */
    private String key() throws NotJson {
        if (peek() != '"') {
            throw new NotJson(false);
        }
        String key = string(false);
        if (peek() != ':') {
            throw new NotJson(false);
        }
        at++;
        return key;
    }

    private String string(boolean mayBeCutOff) throws NotJson {
        int start = ++at;
        while (at < end && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (at < end && text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder string = new StringBuilder(text.substring(start, at));
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return string.toString();
            }
            if (c == '\\') {
                if (!escape(string)) {
                    break;
                }
            } else if (c < ' ' && strict) {
                throw new NotJson(false);
            } else {
                string.append(c);
                at++;
            }
        }
        if (!mayBeCutOff) {
            throw new NotJson(true);
        }
        at = end;
        return string.toString();
    }

    /** Takes an escape; false when the text ends in it. */
    private boolean escape(StringBuilder string) throws NotJson {
        if (at + 1 >= end) {
            return false;
        }
        char c = text.charAt(at + 1);
        if (c == 'u') {
            if (at + 6 > end) {
                return false;
            }
            string.append((char) hex(at + 2));
            at += 6;
            return true;
        }
        int known = "\"\\/bfnrt".indexOf(c);
        if (known < 0) {
            throw new NotJson(false);
        }
        string.append("\"\\/\b\f\n\r\t".charAt(known));
        at += 2;
        return true;
    }

    private int hex(int from) throws NotJson {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new NotJson(false);
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private JsonNode literal(String word, JsonNode value) throws NotJson {
        if (text.startsWith(word, at) && at + word.length() <= end) {
            at += word.length();
            return value;
        }
        if (closes && word.startsWith(text.substring(at, end))) {
            at = end;
            return value;
        }
        throw new NotJson(end - at < word.length() && word.startsWith(text.substring(at, end)));
    }

    private JsonNode number() throws NotJson {
        int start = at;
        int first = text.charAt(at) == '-' ? at + 1 : at;
        if (first < end && first > start && text.charAt(first) == 'I') {
            at = first;
            return literal("Infinity", DoubleNode.valueOf(Double.NEGATIVE_INFINITY));
        }
        int whole = first < end && text.charAt(first) == '0' ? first + 1 : digits(first);
        if (whole == first) {
            throw new NotJson(first >= end);
        }
        int fraction = whole < end && text.charAt(whole) == '.' ? digits(whole + 1) : whole;
        fraction = fraction > whole + 1 ? fraction : whole;
        int exponent = exponent(fraction);
        at = closes && onlyNumberEnd(exponent) ? end : exponent;
        if (exponent > whole) {
            return DoubleNode.valueOf(Double.parseDouble(text.substring(start, exponent)));
        }
        if (whole - first > MAX_DIGITS) {
            throw new NotJson(false);
        }
        String digits = text.substring(start, whole);
        return digits.length() <= LONG_DIGITS
                ? LongNode.valueOf(Long.parseLong(digits))
                : BigIntegerNode.valueOf(new BigInteger(digits));
    }

    /** Whether nothing but a begun fraction or exponent follows, as where the text is cut off in a number. */
    private boolean onlyNumberEnd(int from) {
        int i = from;
        while (i < end && ".eE+-".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i == end;
    }

    private int exponent(int from) {
        if (from >= end || (text.charAt(from) != 'e' && text.charAt(from) != 'E')) {
            return from;
        }
        int sign = from + 1 < end && (text.charAt(from + 1) == '+' || text.charAt(from + 1) == '-') ? from + 2 : from + 1;
        int last = digits(sign);
        return last > sign ? last : from;
    }

    private int digits(int from) {
        int i = from;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
