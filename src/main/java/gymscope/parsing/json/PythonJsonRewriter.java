package gymscope.parsing.json;

import gymscope.wire.PythonJson;
import java.math.BigInteger;

/**
 * Writes JSON anew, as it comes, in the form of Python's {@code json.dumps(ensure_ascii=False)}: {@code ", "} and
 * {@code ": "}, no other space, numbers and escapes in their one form. The input must be JSON. Unlike Python's, both of two
 * members of one name are written. For one thread.
 */
final class PythonJsonRewriter {

    private final StringBuilder out;
    private final StringBuilder number = new StringBuilder();
    private boolean inString;
    private boolean escaped;
    private int hexDigits;
    private int unicode;

    /**
     * Nothing is written yet.
     *
     * @param out what takes the output
     */
    PythonJsonRewriter(StringBuilder out) {
        this.out = out;
    }

    /** Takes the next character. */
    void accept(char c) {
        if (inString) {
            inString(c);
        } else if (isNumber(c)) {
            number.append(c);
        } else {
            finishNumber();
            structure(c);
        }
    }

    /** The input has ended: a number that stands alone is complete. */
    void finish() {
        finishNumber();
    }

    /** The characters of numbers, and of literals, which need no other form. */
    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void structure(char c) {
        switch (c) {
            case '"' -> {
                inString = true;
                out.append(c);
            }
            case ',' -> out.append(", ");
            case ':' -> out.append(": ");
            case ' ', '\n', '\r', '\t' -> {
                // Space between values has one form only.
            }
            default -> out.append(c);
        }
    }

    private void inString(char c) {
        if (hexDigits > 0) {
            unicode = unicode * 16 + Character.digit(c, 16);
            hexDigits--;
            if (hexDigits == 0) {
                append((char) unicode);
            }
        } else if (escaped) {
            escape(c);
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inString = false;
            out.append(c);
        } else {
            append(c);
        }
    }

    private void escape(char c) {
        escaped = false;
        if (c == 'u') {
            hexDigits = 4;
            unicode = 0;
        } else {
            append("\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(c)));
        }
    }

    private void append(char c) {
        if (c == '"' || c == '\\' || c < ' ') {
            PythonJson.appendEscaped(out, c);
        } else {
            out.append(c);
        }
    }

    private void finishNumber() {
        if (number.isEmpty()) {
            return;
        }
        String text = number.toString();
        number.setLength(0);
        char last = text.charAt(text.length() - 1);
        if (last < '0' || last > '9') {
            out.append(text);
        } else if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            out.append(new BigInteger(text));
        } else {
            double value = Double.parseDouble(text);
            out.append(Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : PythonJson.floatText(value));
        }
    }
}
