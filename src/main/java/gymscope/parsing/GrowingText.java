package gymscope.parsing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stream that keeps the text it got and walks over it as far as what is there allows. Searches go on where they ended, so
 * that the whole takes time in proportion to the text however it is cut. For one thread.
 */
public abstract class GrowingText implements AnswerStream {

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> searched = new HashMap<>();
    private final DeltaCollector out = new DeltaCollector();
    private int at;
    private boolean ended;

    @Override
    public final List<AnswerDelta> push(String more) {
        text.append(more);
        return walk();
    }

    @Override
    public final List<AnswerDelta> finish() {
        ended = true;
        return walk();
    }

    /** Goes one step further; false when the next one needs more text. */
    protected abstract boolean step();

    /** How far the text is read. */
    protected final int at() {
        return at;
    }

    /** How much text there is. */
    protected final int length() {
        return text.length();
    }

    /** Whether no more text comes. */
    protected final boolean ended() {
        return ended;
    }

    /** What is given out. */
    protected final DeltaCollector out() {
        return out;
    }

    /** A piece of the text. */
    protected final String text(int start, int end) {
        return text.substring(start, end);
    }

    /** The character at a place. */
    protected final char charAt(int index) {
        return text.charAt(index);
    }

    /** The first place of the marker from where the text is read, -1 when there is none yet. */
    protected final int find(String marker) {
        int from = Math.max(at, searched.getOrDefault(marker, 0));
        int found = text.indexOf(marker, from);
        searched.put(marker, found >= 0 ? found : Math.max(at, text.length() - marker.length() + 1));
        return found;
    }

    /** The first place of the marker from a place on, -1 when there is none yet; not for places that stay while text comes. */
    protected final int find(String marker, int from) {
        return text.indexOf(marker, from);
    }

    /** Whether the unread text begins with the marker. */
    protected final boolean isAt(String marker) {
        return text.length() - at >= marker.length() && text.indexOf(marker, at) == at;
    }

    /** Whether the unread text is not empty and all of it may be the beginning of the marker. */
    protected final boolean mayBecome(String marker) {
        int held = text.length() - at;
        return !ended && held < marker.length() && marker.startsWith(text.substring(at));
    }

    /** Where the text ends that can be no part of the markers, whatever comes: all of it once the text has ended. */
    protected final int safeEnd(List<String> markers) {
        if (ended) {
            return text.length();
        }
        int safe = text.length();
        for (String marker : markers) {
            int longest = Math.min(marker.length() - 1, text.length() - at);
            for (int held = longest; held > 0; held--) {
                if (endsWithStartOf(marker, held)) {
                    safe = Math.min(safe, text.length() - held);
                    break;
                }
            }
        }
        return safe;
    }

    /** The unread text up to a place is content. */
    protected final void content(int end) {
        if (end > at) {
            out.content(text.substring(at, end), at);
            at = end;
        }
    }

    /** The unread text up to a place is reasoning. */
    protected final void reasoning(int end) {
        if (end > at) {
            out.reasoning(text.substring(at, end), at);
            at = end;
        }
    }

    /** The unread text up to a place is given out as nothing. */
    protected final void skip(int end) {
        at = end;
    }

    private List<AnswerDelta> walk() {
        boolean more = true;
        while (more) {
            more = step();
        }
        return out.take();
    }

    private boolean endsWithStartOf(String marker, int length) {
        int start = text.length() - length;
        for (int i = 0; i < length; i++) {
            if (text.charAt(start + i) != marker.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
