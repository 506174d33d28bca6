package gymscope.parsing.python;

import gymscope.parsing.arguments.PythonText;

/**
 * The pattern that vLLM wants a text to begin with before it reads it as a list of calls: {@code [name(key=…)]} with names that
 * begin with a letter and no space before a parenthesis or a key; from the first {@code key=} on, anything up to some {@code )]}
 * will do. Its regular expression may run for a second and then counts as not matched; this takes one pass.
 */
final class CallPattern {

    private CallPattern() {
    }

    /** Whether the text begins so. */
    static boolean matches(String text) {
        int at = text.startsWith("[") ? 1 : -1;
        while (at > 0) {
            int open = name(text, at);
            if (open < 0 || !text.startsWith("(", open)) {
                return false;
            }
            int key = name(text, open + 1);
            if (key >= 0 && text.startsWith("=", key)) {
                return endsSomewhere(text, key + 1);
            }
            if (!text.startsWith(")", open + 1)) {
                return false;
            }
            int after = open + 2;
            if (text.startsWith(",", after)) {
                at = PythonText.skipSpace(text, after + 1);
            } else {
                at = PythonText.skipSpace(text, after);
                if (text.startsWith("]", at)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The end of the name that stands at a place, -1 when none does. */
    private static int name(String text, int start) {
        int at = start;
        while (at < text.length() && PythonTokens.isWordPart(text.charAt(at), true)) {
            at++;
        }
        boolean letter = at > start && ((text.charAt(start) >= 'a' && text.charAt(start) <= 'z')
                || (text.charAt(start) >= 'A' && text.charAt(start) <= 'Z'));
        return letter ? at : -1;
    }

    private static boolean endsSomewhere(String text, int from) {
        int close = text.lastIndexOf(']');
        while (close > from) {
            int at = close - 1;
            while (at > from && PythonText.isSpace(text.charAt(at))) {
                at--;
            }
            if (at >= from && text.charAt(at) == ')') {
                return true;
            }
            close = text.lastIndexOf(']', close - 1);
        }
        return false;
    }
}
