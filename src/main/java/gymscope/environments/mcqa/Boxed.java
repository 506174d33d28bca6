package gymscope.environments.mcqa;

import org.jspecify.annotations.Nullable;

/** LaTeX's {@code \boxed{…}} with counted braces. */
final class Boxed {

    private static final String START = "\\boxed{";

    private Boxed() {
    }

    /** The content of the last box; null when there is none or its brace is never closed. */
    static @Nullable String last(String text) {
        int start = text.lastIndexOf(START);
        if (start < 0) {
            return null;
        }
        int depth = 1;
        for (int at = start + START.length(); at < text.length(); at++) {
            char next = text.charAt(at);
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(start + START.length(), at);
            }
        }
        return null;
    }
}
