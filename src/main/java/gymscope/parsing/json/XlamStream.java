package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import gymscope.parsing.arguments.PythonText;

/**
 * The stream of {@link Xlam}. Text is content until vLLM takes it for calls: at once where it begins with an array or a marker,
 * after {@code </think>[}, or when a block has begun and {@code "name"} and {@code "arguments"} have been seen; the beginning of
 * such a block has been given out as content by then. From there on nothing is content.
 */
final class XlamStream extends GrowingText {

    private static final String NAME = "\"name\"";
    private static final String ARGUMENTS = "\"arguments\"";
    private static final String TAG = "<tool_call>";

    private final LaggingCalls calls = new LaggingCalls(out);
    private boolean begun;
    private boolean inCalls;
    private boolean nameSeen;
    private boolean argumentsSeen;
    private int blockStart = -1;
    private int read;

    @Override
    protected void advance() {
        if (!begun && !begin()) {
            return;
        }
        while (!inCalls && read < text.length()) {
            inCalls = look(text.charAt(read), ++read);
        }
        if (!inCalls) {
            content(read);
            return;
        }
        for (; at < text.length(); at++) {
            calls.accept(text.charAt(at), at);
        }
    }

    /** Whether it is known what the text begins with. */
    private boolean begin() {
        int start = PythonText.skipSpace(text, 0);
        at = start;
        boolean unknown = !ended && (start == text.length() || mayBecome(TAG));
        inCalls = !unknown && (startsWith("[") || startsWith(TAG));
        at = inCalls ? start : 0;
        begun = !unknown;
        return begun;
    }

    /** Whether the text is taken for calls with the character before {@code end}. */
    private boolean look(char c, int end) {
        switch (c) {
            case '"' -> {
                nameSeen |= endsWith(NAME, end);
                argumentsSeen |= endsWith(ARGUMENTS, end);
            }
            case 'n' -> block("```json", end);
            case ']' -> block("[TOOL_CALLS]", end);
            case '>' -> block(TAG, end);
            case '[' -> {
                block("```\n[", end);
                if (endsWith("</think>[", end)) {
                    content(end - 1);
                    return true;
                }
            }
            default -> {
                return false;
            }
        }
        if (blockStart < 0 || !nameSeen || !argumentsSeen) {
            return false;
        }
        content(end - 1);
        at = blockStart;
        return true;
    }

    private void block(String marker, int end) {
        if (blockStart < 0 && endsWith(marker, end)) {
            blockStart = end - marker.length();
        }
    }

    private boolean endsWith(String word, int end) {
        return end >= word.length() && word.contentEquals(text.subSequence(end - word.length(), end));
    }
}
