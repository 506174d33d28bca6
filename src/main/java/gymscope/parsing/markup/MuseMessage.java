package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of MuseGlimmer's.
 *
 * @param recipient to whom it goes, null when its header does not say
 * @param header where its header stands
 * @param body where its text stands
 * @param isClosed whether its end has come
 */
record MuseMessage(@Nullable String recipient, Span header, Span body, boolean isClosed) {

    static final String MESSAGE = "<|message|>";
    static final String START = "<|start|>";

    private static final List<String> ENDS = List.of("<|eom|>", "<|eot|>");

    /** All messages of a text; one ends where the next begins. */
    static List<MuseMessage> all(String text) {
        List<MuseMessage> messages = new ArrayList<>();
        int[] ends = new int[ENDS.size()];
        int begun = 0;
        Span header = header(text, 0);
        while (header != null) {
            Span next = header(text, header.end());
            int limit = next == null ? text.length() : next.start();
            int end = limit;
            int after = limit;
            boolean isClosed = false;
            for (int i = 0; i < ends.length; i++) {
                ends[i] = next(text, ENDS.get(i), ends[i], header.end());
                if (ends[i] < end) {
                    end = ends[i];
                    after = end + ENDS.get(i).length();
                    isClosed = true;
                }
            }
            begun = next(text, START, begun, header.end());
            boolean isCut = begun < end;
            messages.add(new MuseMessage(recipient(text, header), header, new Span(header.end(), isCut ? begun : end),
                    isClosed && !isCut));
            header = next != null && next.start() >= after ? next : header(text, after);
        }
        return messages;
    }

    /** The marker's next place: the known one unless it is passed; beyond the text when there is none. */
    private static int next(String text, String marker, int known, int from) {
        if (known >= from && known > 0) {
            return known;
        }
        int found = text.indexOf(marker, from);
        return found < 0 ? Integer.MAX_VALUE : found;
    }

    /** Whether it goes to a tool. */
    boolean isCall() {
        return recipient != null && !recipient.equals("self") && !recipient.equals("user");
    }

    /** Whether it is reasoning. */
    boolean isReasoning() {
        return "self".equals(recipient);
    }

    /** Whether it is content: for the user, or for nobody in particular. */
    boolean isContent() {
        return recipient == null || recipient.equals("user");
    }

    /** The next header, with what belongs to it before {@code <|message|>}. */
    static @Nullable Span header(String text, int from) {
        int message = text.indexOf(MESSAGE, from);
        if (message < 0) {
            return null;
        }
        int start = message;
        while (start > from && isName(text.charAt(start - 1))) {
            start--;
        }
        int to = start - "to=".length();
        start = start < message && to >= from && text.startsWith("to=", to) ? to : message;
        while (start > from && PythonText.isSpace(text.charAt(start - 1)) && text.charAt(start - 1) != '\n') {
            start--;
        }
        int assistant = start - "assistant".length();
        if (assistant >= from && text.startsWith("assistant", assistant)) {
            int before = assistant;
            while (before > from && PythonText.isSpace(text.charAt(before - 1))) {
                before--;
            }
            int begin = before - START.length();
            start = begin >= from && text.startsWith(START, begin) ? begin : start;
        }
        return new Span(start, message + MESSAGE.length());
    }

    private static @Nullable String recipient(String text, Span header) {
        int end = header.end() - MESSAGE.length();
        int start = end;
        while (start > header.start() && isName(text.charAt(start - 1))) {
            start--;
        }
        int to = start - "to=".length();
        return start < end && to >= header.start() && text.startsWith("to=", to) ? text.substring(start, end) : null;
    }

    private static boolean isName(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
    }
}
