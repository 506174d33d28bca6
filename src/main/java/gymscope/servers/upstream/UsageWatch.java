package gymscope.servers.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the number of generated tokens in an answer that only passes by: the last one named near its end. */
final class UsageWatch {

    private static final String TOKENS = "_tokens\"";
    private static final String COMPLETION = "\"completion";
    private static final String OUTPUT = "\"output";
    private static final int MOST_DIGITS = 9;
    private static final int KEPT = 8 << 10;
    private static final int MOST = 2 * KEPT;

    private byte[] tail = {};
    private int length;

    void take(byte[] bytes, int count) {
        int taken = Math.min(count, KEPT);
        if (length + taken > tail.length && tail.length < MOST) {
            tail = Arrays.copyOf(tail, Math.min(MOST, Math.max(2 * tail.length, length + taken)));
        }
        if (length + taken > tail.length) {
            System.arraycopy(tail, length - KEPT, tail, 0, KEPT);
            length = KEPT;
        }
        System.arraycopy(bytes, count - taken, tail, length, taken);
        length += taken;
    }

    /** The last bytes as text: of a short answer all of it. */
    String tail() {
        return new String(tail, 0, length, StandardCharsets.UTF_8);
    }

    /** 0 when none is named. */
    long generatedTokens() {
        String text = new String(tail, 0, length, StandardCharsets.ISO_8859_1);
        for (int at = text.lastIndexOf(TOKENS); at >= 0; at = text.lastIndexOf(TOKENS, at - 1)) {
            if (text.startsWith(COMPLETION, at - COMPLETION.length()) || text.startsWith(OUTPUT, at - OUTPUT.length())) {
                long number = numberAfterColon(text, at + TOKENS.length());
                if (number >= 0) {
                    return number;
                }
            }
        }
        return 0;
    }

    /** -1 where none stands. */
    private static long numberAfterColon(String text, int from) {
        int colon = afterBlanks(text, from);
        if (colon == text.length() || text.charAt(colon) != ':') {
            return -1;
        }
        int start = afterBlanks(text, colon + 1);
        int end = start;
        while (end < text.length() && end - start < MOST_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == start ? -1 : Long.parseLong(text, start, end, 10);
    }

    private static int afterBlanks(String text, int from) {
        int position = from;
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position;
    }
}
