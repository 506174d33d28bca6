package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import org.jspecify.annotations.Nullable;

/**
 * A start tag of the form {@code <tag name = "value">}, with quotes of either kind or none.
 *
 * @param start where it begins
 * @param end the character after it
 * @param name where the value stands, without quotes and the space around it
 */
record NamedTag(int start, int end, Span name) {

    /** The next one that ends before {@code to}, null when there is none. */
    static @Nullable NamedTag find(String text, String opening, int from, int to) {
        for (int start = text.indexOf(opening, from); start >= 0; start = text.indexOf(opening, start + 1)) {
            int word = PythonText.skipSpace(text, start + opening.length());
            int sign = word > start + opening.length() && text.startsWith("name", word)
                    ? PythonText.skipSpace(text, word + "name".length())
                    : text.length();
            if (sign < text.length() && text.charAt(sign) == '=') {
                int end = text.indexOf('>', sign + 1);
                if (end < 0 || end >= to) {
                    return null;
                }
                if (end > sign + 1) {
                    return new NamedTag(start, end + 1, unquoted(text, sign + 1, end));
                }
            }
        }
        return null;
    }

    private static Span unquoted(String text, int from, int to) {
        int start = Math.min(PythonText.skipSpace(text, from), to);
        int end = start + PythonText.stripTrailing(text.substring(start, to)).length();
        boolean quoted = end - start >= 2 && text.charAt(start) == text.charAt(end - 1)
                && (text.charAt(start) == '"' || text.charAt(start) == '\'');
        return quoted ? new Span(start + 1, end - 1) : new Span(start, end);
    }
}
