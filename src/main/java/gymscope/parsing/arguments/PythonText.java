package gymscope.parsing.arguments;

/** White space as Python's {@code str.isspace}, {@code str.strip} and the {@code \s} of its regular expressions see it. */
public final class PythonText {

    private PythonText() {
    }

    /** Whether the character is white space. */
    public static boolean isSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        return c >= 0x85
                && (c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029
                        || c == 0x202f || c == 0x205f || c == 0x3000);
    }

    /** Whether there is nothing but white space, or nothing. */
    public static boolean isBlank(CharSequence text) {
        return skipSpace(text, 0) == text.length();
    }

    /** The first place from {@code from} on that is not white space, the length when there is none. */
    public static int skipSpace(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Without white space at either end. */
    public static String strip(String text) {
        return stripTrailing(text.substring(skipSpace(text, 0)));
    }

    /** Without white space at the end. */
    public static String stripTrailing(String text) {
        return text.substring(0, spaceBefore(text, 0, text.length()));
    }

    /** Where the white space that stands before {@code end} begins, at most back to {@code from}. */
    public static int spaceBefore(CharSequence text, int from, int end) {
        int at = end;
        while (at > from && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
