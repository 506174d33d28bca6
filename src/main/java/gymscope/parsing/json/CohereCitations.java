package gymscope.parsing.json;

import gymscope.parsing.MarkedText;
import gymscope.parsing.Part;

/** Marks of citations in a response: {@code <co>cited text</co: 0:[1,2]>}. Only the cited text is kept. */
final class CohereCitations {

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
    static int endOf(String text, int at, int end) {
        if (text.startsWith(OPEN, at)) {
            return at + OPEN.length();
        }
        if (!text.startsWith(CLOSE, at)) {
            return at;
        }
        int last = at + CLOSE.length();
        while (last < end && isSource(text.charAt(last))) {
            last++;
        }
        return last < end && text.charAt(last) == '>' ? last + 1 : at;
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
