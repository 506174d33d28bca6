package gymscope.parsing.arguments;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;

/** A place in Python source, with the readers of what has no inner structure there: space, strings and numbers. */
public final class PythonCursor {

    private final String text;
    private int at;

    /** At the beginning of the source. */
    public PythonCursor(String text) {
        this.text = text;
    }

    /** The source. */
    public String text() {
        return text;
    }

    /** The place. */
    public int at() {
        return at;
    }

    /** Whether nothing follows. */
    public boolean isAtEnd() {
        return at >= text.length();
    }

    /** Goes on by a number of characters, or back by a negative one. */
    public void skip(int characters) {
        at += characters;
    }

    /** The next character, NUL at the end. */
    public char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /** Whether a word of any kind of characters stands here. */
    public boolean startsWith(String word) {
        return text.startsWith(word, at);
    }

    /** Takes the next character if it is this one. */
    public boolean take(char c) {
        boolean here = at < text.length() && text.charAt(at) == c;
        at += here ? 1 : 0;
        return here;
    }

    /** Goes to the next character that is no space; newlines are space too. */
    public void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    /** Whether a string begins here, one with the prefix {@code r} or {@code u} included. */
    public boolean isAtString() {
        return peek() == '\'' || peek() == '"' || isPrefixed();
    }

    /** The strings that stand here side by side, as one; null where one of them is broken. */
    public @Nullable String strings() {
        StringBuilder whole = new StringBuilder();
        while (isAtString()) {
            boolean isRaw = peek() == 'r' || peek() == 'R';
            at += peek() == '\'' || peek() == '"' ? 0 : 1;
            if (!string(whole, isRaw)) {
                return null;
            }
            skipSpace();
        }
        return whole.toString();
    }

    private boolean isPrefixed() {
        boolean isQuoted = at + 1 < text.length() && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"');
        return isQuoted && "rRuU".indexOf(peek()) >= 0;
    }

    /** Appends the string in quotes that begins here; false where it is broken. */
    public boolean string(StringBuilder out, boolean isRaw) {
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

    /** The number that stands here, null where it is none that JSON knows. */
    public @Nullable JsonNode number() {
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
        Double real = isZeroLed ? null : PythonNumbers.decimal(digits);
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
}
