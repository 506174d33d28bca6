package gymscope.parsing.json;

import gymscope.parsing.MarkedText;
import gymscope.parsing.Part;

/** Marks of citations in a response: {@code <co>cited text</co: 0:[1,2]>}. Only the cited text is kept. */
final class CohereCitations {

    /** The longest mark that is read. */
    static final int LONGEST = 64;

    private static final String OPEN = "<co>";
    private static final String CLOSE = "</co:";

    private CohereCitations() {
    }

    /** Appends a stretch of a response without the marks, and marks it as content. */
    static void append(String text, int start, int end, StringBuilder content, MarkedText marked) {
        int at = start;
        while (at < end) {
            int mark = nextMark(text, at, end);
            content.append(text, at, mark);
            marked.mark(Part.CONTENT, at, mark);
            at = mark < end ? endOf(text, mark, end) : end;
        }
    }

    private static int nextMark(String text, int from, int end) {
        int at = text.indexOf('<', from);
        while (at >= 0 && at < end) {
            if (endOf(text, at, end) > at) {
                return at;
            }
            at = text.indexOf('<', at + 1);
        }
        return end;
    }

    /** The character after the mark that begins at a place, the place itself when none does. */
    static int endOf(CharSequence text, int at, int end) {
        if (startsWith(text, OPEN, at, end)) {
            return at + OPEN.length();
        }
        if (!startsWith(text, CLOSE, at, end)) {
            return at;
        }
        int last = at + CLOSE.length();
        int limit = Math.min(end, at + LONGEST);
        while (last < limit && isSource(text.charAt(last))) {
            last++;
        }
        return last < limit && text.charAt(last) == '>' ? last + 1 : at;
    }

    private static boolean startsWith(CharSequence text, String word, int at, int end) {
        return at + word.length() <= end && word.contentEquals(text.subSequence(at, at + word.length()));
    }

    private static boolean isSource(char c) {
        return c == ' ' || c == ':' || c == ',' || c == '[' || c == ']' || (c >= '0' && c <= '9');
    }

    /** Whether a text may become a mark when more comes. */
    static boolean mayBecome(String held) {
        return OPEN.startsWith(held) || CLOSE.startsWith(held)
                || (held.startsWith(CLOSE) && held.substring(CLOSE.length()).chars().allMatch(c -> isSource((char) c)));
    }
}
