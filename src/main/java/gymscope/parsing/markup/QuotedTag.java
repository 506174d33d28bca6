package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * A start tag with a name attribute in quotes of either kind.
 *
 * @param value what stands between the quotes
 * @param end the character after the tag
 */
record QuotedTag(String value, int end) {

    /** The next one; other attributes may follow the name. Null when there is none. */
    static @Nullable QuotedTag find(String text, String opening, int from) {
        return find(text, opening, from, false);
    }

    /** The next one that has nothing but the name. Null when there is none. */
    static @Nullable QuotedTag closed(String text, String opening, int from) {
        return find(text, opening, from, true);
    }

    /** Whether a tag has no name attribute. */
    static boolean lacksName(String text, String opening) {
        int name = -1;
        for (int start = text.indexOf(opening); start >= 0; start = text.indexOf(opening, start + 1)) {
            int from = start + opening.length();
            int end = text.indexOf('>', from);
            if (end < 0) {
                return false;
            }
            while (name < from || (name < end && isWord(text.charAt(name - 1)))) {
                name = text.indexOf("name=", Math.max(from, name + 1));
                if (name < 0) {
                    return true;
                }
            }
            if (name > end) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable QuotedTag find(String text, String opening, int from, boolean alone) {
        for (int start = text.indexOf(opening, from); start >= 0; start = text.indexOf(opening, start + 1)) {
            int space = start + opening.length();
            int name = PythonText.skipSpace(text, space);
            int quote = name + "name=".length();
            if (name > space && text.startsWith("name=", name) && quote < text.length() && isQuote(text.charAt(quote))) {
                int end = quote + 1;
                while (end < text.length() && !isQuote(text.charAt(end))) {
                    end++;
                }
                int close = alone ? end + 1 : text.indexOf('>', Math.min(end + 1, text.length()));
                boolean isClosed = close >= 0 && close < text.length() && text.charAt(close) == '>';
                if (end > quote + 1 && isClosed) {
                    return new QuotedTag(text.substring(quote + 1, end), close + 1);
                }
            }
        }
        return null;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
