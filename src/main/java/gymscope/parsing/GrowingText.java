package gymscope.parsing;

import java.util.List;

/**
 * A stream's text as far as it has come. A parser reads on from its place as far as what is there can no longer be read
 * otherwise, and puts what it knows into {@link #out}. For one thread.
 */
public abstract class GrowingText implements AnswerStream {

    /** All text so far. */
    protected final StringBuilder text = new StringBuilder();

    /** What has become known. */
    protected final DeltaCollector out = new DeltaCollector();

    /** How far the text is read. */
    protected int at;

    /** Whether no more text comes. */
    protected boolean ended;

    private final MarkerSearch search = new MarkerSearch(text);

    @Override
    public final List<AnswerDelta> push(String more) {
        text.append(more);
        advance();
        return out.take();
    }

    @Override
    public final List<AnswerDelta> finish() {
        ended = true;
        advance();
        return out.take();
    }

    /** Reads on from {@link #at}. */
    protected abstract void advance();

    /** Gives the text up to a place out as content. */
    protected final void content(int end) {
        if (end > at) {
            out.content(text.substring(at, end), at);
            at = end;
        }
    }

    /** Gives the text up to a place out as reasoning. */
    protected final void reasoning(int end) {
        if (end > at) {
            out.reasoning(text.substring(at, end), at);
            at = end;
        }
    }

    /** Where a marker stands from {@link #at} on, -1 when it has not come. Text is searched once for the same marker. */
    protected final int find(String marker) {
        return search.find(marker, at);
    }

    /** Whether a marker stands at {@link #at}. */
    protected final boolean startsWith(String marker) {
        return startsWith(marker, at);
    }

    /** Whether a marker stands at a place. */
    protected final boolean startsWith(String marker, int from) {
        if (from + marker.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < marker.length(); i++) {
            if (text.charAt(from + i) != marker.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The place up to which the text cannot be the beginning of one of the markers. */
    protected final int settled(String... markers) {
        int settled = text.length();
        for (String marker : markers) {
            settled = Math.min(settled, search.held(marker, at));
        }
        return Math.max(at, settled);
    }

    /** Whether the text from {@link #at} on is the beginning of a marker, and may become it. */
    protected final boolean mayBecome(String marker) {
        int length = text.length() - at;
        return !ended && length < marker.length() && marker.startsWith(text.substring(at));
    }
}
