package gymscope.parsing.python;

/** Follows brackets and strings of Python source character by character. For one thread. */
final class PythonNesting {

    private static final int MAX_DEPTH = 200;

    private final StringBuilder closers = new StringBuilder();
    private char quote;
    private int quotes;
    private boolean tripled;
    private boolean opening;
    private boolean escaped;
    private boolean afterString;

    /** Outside of all brackets and strings. */
    void begin() {
        closers.setLength(0);
        quote = 0;
        quotes = 0;
        afterString = false;
        escaped = false;
    }

    /** Whether the place is outside of all brackets and strings. */
    boolean isOutside() {
        return closers.isEmpty() && (quote == 0 || endsEmptyString());
    }

    /** Two quotes were an empty string if no third follows. */
    private boolean endsEmptyString() {
        return opening && quotes == 2;
    }

    /** Whether a character may follow here, where a string must be followed by what closes it. */
    boolean mayFollow(char c) {
        boolean after = afterString || (endsEmptyString() && c != quote);
        return !after || Character.isWhitespace(c) || PythonRepairs.isCloser(c) || (quote != 0 && !endsEmptyString());
    }

    /** Takes the next character; false where a bracket does not fit. */
    boolean accept(char c) {
        if (quote != 0 && !closeEmptyString(c)) {
            inString(c);
            return true;
        }
        afterString &= Character.isWhitespace(c);
        switch (c) {
            case '\'', '"' -> {
                quote = c;
                quotes = 1;
                opening = true;
                tripled = false;
                escaped = false;
            }
            case '(' -> closers.append(')');
            case '[' -> closers.append(']');
            case '{' -> closers.append('}');
            case ')', ']', '}' -> {
                int last = closers.length() - 1;
                if (last < 0 || closers.charAt(last) != c) {
                    return false;
                }
                closers.setLength(last);
            }
            default -> {
                // Nothing that nests.
            }
        }
        return closers.length() <= MAX_DEPTH;
    }

    /** Whether the string was an empty one, which ends with what follows it. */
    private boolean closeEmptyString(char c) {
        if (endsEmptyString() && c != quote) {
            quote = 0;
            afterString = true;
            return true;
        }
        return false;
    }

    private void inString(char c) {
        if (opening && c == quote && quotes < 3) {
            quotes++;
            tripled = quotes == 3;
            opening = quotes < 3;
            quotes = tripled ? 0 : quotes;
            return;
        }
        opening = false;
        if (escaped || c == '\\') {
            escaped = !escaped;
            quotes = 0;
            return;
        }
        quotes = c == quote ? (tripled ? quotes + 1 : 3) : 0;
        if (quotes == 3) {
            quote = 0;
            quotes = 0;
            afterString = true;
        }
    }
}
