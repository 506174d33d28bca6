package gymscope.parsing.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;

/**
 * Text to numbers as Python's {@code int()} and {@code float()} read it: white space around it, a sign, single underscores
 * between digits, digits of any script.
 */
public final class PythonNumbers {

    /** Python refuses to turn longer digit strings into integers. */
    private static final int MAX_DIGITS = 4300;

    private PythonNumbers() {
    }

    /** The value of {@code int(text)}, null where that raises. */
    public static @Nullable BigInteger integer(String text) {
        String plain = plain(text);
        if (plain == null) {
            return null;
        }
        int digits = digits(plain, signLength(plain));
        boolean whole = digits > 0 && digits <= MAX_DIGITS && signLength(plain) + digits == plain.length();
        return whole ? new BigInteger(plain.startsWith("+") ? plain.substring(1) : plain) : null;
    }

    /** The value of {@code float(text)}; null where that raises, and for what is not finite. */
    public static @Nullable Double real(String text) {
        Double value = decimal(text);
        return value == null || value.isInfinite() ? null : value;
    }

    /** The value of a decimal number, infinite where it is too large; null where the text is none. */
    static @Nullable Double decimal(String text) {
        String plain = plain(text);
        return plain == null || !isDecimal(plain) ? null : Double.valueOf(plain);
    }

    /** As vLLM writes a number: whole values as integers. */
    public static JsonNode node(double value) {
        return value == Math.rint(value)
                ? BigIntegerNode.valueOf(new BigDecimal(value).toBigInteger())
                : DoubleNode.valueOf(value);
    }

    /** Without space around and underscores between digits, in ASCII digits; null when an underscore stands elsewhere. */
    private static @Nullable String plain(String text) {
        String stripped = PythonText.strip(text);
        StringBuilder plain = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (c == '_') {
                boolean between = i > 0 && i + 1 < stripped.length() && Character.isDigit(stripped.charAt(i - 1))
                        && Character.isDigit(stripped.charAt(i + 1));
                if (!between) {
                    return null;
                }
            } else {
                plain.append(Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c);
            }
        }
        return plain.toString();
    }

    private static boolean isDecimal(String text) {
        int at = signLength(text);
        int before = digits(text, at);
        at += before;
        int after = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            after = digits(text, at + 1);
            at += 1 + after;
        }
        if (before + after > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < text.length() && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-') ? 1 : 0;
            int exponent = digits(text, at + 1 + sign);
            at += exponent > 0 ? 1 + sign + exponent : 0;
        }
        return before + after > 0 && at == text.length();
    }

    private static int signLength(String text) {
        return text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
