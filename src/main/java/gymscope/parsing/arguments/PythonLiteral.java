package gymscope.parsing.arguments;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.math.BigInteger;
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

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** The value of the text, null when it is no literal. */
    public static @Nullable JsonNode read(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        JsonNode value = reader.value();
        reader.space();
        if (value != null && reader.peek() == ',') {
            value = reader.tuple(value);
        }
        return value != null && reader.at == text.length() ? value : null;
    }

    private @Nullable JsonNode value() {
        space();
        if (at >= text.length() || ++depth > MOST_DEPTH) {
            return null;
        }
        char c = peek();
        JsonNode value = switch (c) {
            case '[' -> list(']');
            case '(' -> parenthesised();
            case '{' -> dictionary();
            case '\'', '"' -> strings();
            case '+', '-' -> signed();
            default -> Character.isDigit(c) || c == '.' ? number() : word();
        };
        depth--;
        return value;
    }

    private @Nullable JsonNode list(char end) {
        ArrayNode array = Json.array();
        at++;
        space();
        while (peek() != end) {
            JsonNode value = value();
            space();
            if (value == null || (peek() != ',' && peek() != end)) {
                return null;
            }
            array.add(value);
            at += peek() == ',' ? 1 : 0;
            space();
        }
        at++;
        return array;
    }

    private @Nullable JsonNode parenthesised() {
        int start = at;
        JsonNode list = list(')');
        if (list == null || list.size() != 1) {
            return list;
        }
        int last = at - 2;
        while (isSpace(text.charAt(last))) {
            last--;
        }
        return last > start && text.charAt(last) == ',' ? list : list.get(0);
    }

    private JsonNode tuple(JsonNode first) {
        ArrayNode array = Json.array().add(first);
        while (peek() == ',') {
            at++;
            space();
            JsonNode value = at < text.length() ? value() : null;
            if (value == null) {
                break;
            }
            array.add(value);
            space();
        }
        return array;
    }

    private @Nullable JsonNode dictionary() {
        ObjectNode object = Json.object();
        at++;
        space();
        while (peek() != '}') {
            JsonNode key = value();
            space();
            if (key == null || key.isContainer() || peek() != ':') {
                return null;
            }
            at++;
            JsonNode value = value();
            space();
            if (value == null || (peek() != ',' && peek() != '}')) {
                return null;
            }
            object.set(key.isString() ? key.asString() : PythonJson.write(key), value);
            at += peek() == ',' ? 1 : 0;
            space();
        }
        at++;
        return object;
    }

    /** Strings that stand side by side are one. */
    private @Nullable JsonNode strings() {
        StringBuilder whole = new StringBuilder();
        while (peek() == '\'' || peek() == '"' || isPrefixed()) {
            boolean isRaw = peek() == 'r' || peek() == 'R';
            at += peek() == '\'' || peek() == '"' ? 0 : 1;
            if (!string(whole, isRaw)) {
                return null;
            }
            space();
        }
        return StringNode.valueOf(whole.toString());
    }

    private boolean isPrefixed() {
        boolean isQuoted = at + 1 < text.length() && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"');
        return isQuoted && "rRuU".indexOf(peek()) >= 0;
    }

    private boolean string(StringBuilder out, boolean isRaw) {
        char quote = peek();
        String three = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(three, at);
        at += isLong ? 3 : 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isLong ? text.startsWith(three, at) : c == quote) {
                at += isLong ? 3 : 1;
                return true;
            }
            if (c == '\n' && !isLong) {
                return false;
            }
            if (c != '\\') {
                out.append(c);
                at++;
            } else if (isRaw && at + 1 < text.length()) {
                out.append(c).append(text.charAt(at + 1));
                at += 2;
            } else if (!escape(out)) {
                return false;
            }
        }
        return false;
    }

    private boolean escape(StringBuilder out) {
        if (at + 1 >= text.length()) {
            return false;
        }
        char c = text.charAt(at + 1);
        at += 2;
        switch (c) {
            case '\n' -> {
            }
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'a' -> out.append('\u0007');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"' -> out.append(c);
            case 'x' -> {
                return hexadecimal(out, 2);
            }
            case 'u' -> {
                return hexadecimal(out, 4);
            }
            case 'U' -> {
                return hexadecimal(out, 8);
            }
            case 'N' -> {
                return false;
            }
            default -> other(out, c);
        }
        return true;
    }

    private void other(StringBuilder out, char c) {
        if (c < '0' || c > '7') {
            out.append('\\').append(c);
            return;
        }
        int value = c - '0';
        for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
            value = value * 8 + (peek() - '0');
            at++;
        }
        out.append((char) value);
    }

    private boolean hexadecimal(StringBuilder out, int digits) {
        if (at + digits > text.length()) {
            return false;
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0) {
                return false;
            }
            value = value * 16 + digit;
        }
        at += digits;
        if (value > Character.MAX_CODE_POINT) {
            return false;
        }
        out.appendCodePoint((int) value);
        return true;
    }

    private @Nullable JsonNode signed() {
        boolean isNegative = peek() == '-';
        at++;
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

    private @Nullable JsonNode number() {
        int start = at;
        int radix = radix();
        at += radix == 10 ? 0 : 2;
        boolean afterExponent = false;
        while (at < text.length()) {
            char c = peek();
            boolean isSign = (c == '+' || c == '-') && afterExponent;
            if (!isSign && c != '.' && c != '_' && !Character.isLetterOrDigit(c)) {
                break;
            }
            afterExponent = radix == 10 && (c == 'e' || c == 'E');
            at++;
        }
        String digits = text.substring(start, at);
        if (radix != 10) {
            return based(digits.substring(2), radix);
        }
        boolean isZeroLed = digits.length() > 1 && digits.charAt(0) == '0' && digits.chars().allMatch(Character::isDigit)
                && !digits.chars().allMatch(c -> c == '0');
        BigInteger whole = isZeroLed ? null : PythonNumbers.integer(digits);
        if (whole != null) {
            return BigIntegerNode.valueOf(whole);
        }
        Double real = isZeroLed ? null : PythonNumbers.real(digits);
        return real == null ? null : DoubleNode.valueOf(real);
    }

    private int radix() {
        if (peek() != '0' || at + 1 >= text.length()) {
            return 10;
        }
        return switch (text.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    private static @Nullable JsonNode based(String digits, int radix) {
        String plain = digits.replace("_", "");
        boolean isNumber = !plain.isEmpty() && plain.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        return isNumber ? BigIntegerNode.valueOf(new BigInteger(plain, radix)) : null;
    }

    private @Nullable JsonNode word() {
        if (isPrefixed()) {
            return strings();
        }
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return switch (text.substring(start, at)) {
            case "True" -> BooleanNode.TRUE;
            case "False" -> BooleanNode.FALSE;
            case "None" -> NullNode.getInstance();
            default -> null;
        };
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void space() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
