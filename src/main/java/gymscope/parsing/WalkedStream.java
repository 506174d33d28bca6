package gymscope.parsing;

import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that keeps the text it got and walks over it as far as what is there allows. Searches go on where they ended, so
 * that the whole takes time in proportion to the text however it is cut. For one thread.
 */
public abstract class WalkedStream implements AnswerStream {

    private final StringBuilder text = new StringBuilder();
    private final MarkerSearch search = new MarkerSearch(text);
    private final List<Segment> marks = new ArrayList<>();
    private final List<Span> calls = new ArrayList<>();
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

    /**
     * Reads a whole text as a stream that comes at once: fields of which nothing came are null. Not for a stream that has begun.
     */
    public final ParsedAnswer read(String whole) {
        JoinedAnswer joined = new JoinedAnswer();
        joined.add(push(whole));
        joined.add(finish());
        ParsedAnswer answer = joined.answer();
        MarkedText marked = new MarkedText(whole);
        marks.forEach(mark -> marked.mark(mark.part(), mark.span()));
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            ToolCall call = answer.toolCalls().get(i);
            marked.call(call.id(), call.name(), call.arguments(), calls.get(i));
        }
        return marked.answer(answer.reasoning(), answer.content());
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

    /** A call begins with a fresh id; it stands from {@code start} on, its name in {@code name}. */
    protected final void startCall(String name, int start, Span at) {
        startCall(CallIds.fresh(), name, start, at);
    }

    /** A call begins; it stands from {@code start} on, its name in {@code name}. */
    protected final void startCall(String id, String name, int start, Span at) {
        out.startCall(id, name, start);
        calls.add(new Span(start, Math.max(start, at.end())));
        mark(Part.TOOL_NAME, at.start(), at.end());
    }

    /** The last call stands up to here. */
    protected final void endCall(int end) {
        calls.set(calls.size() - 1, new Span(calls.getLast().start(), end));
    }

    /** The stretch is this part of the text; stretches come in order and do not overlap. */
    protected final void mark(Part part, int start, int end) {
        Segment last = marks.isEmpty() ? null : marks.getLast();
        boolean continues = last != null && last.part() == part && last.span().end() == start;
        if (end > start) {
            Segment before = continues ? marks.removeLast() : null;
            marks.add(new Segment(part, new Span(before == null ? start : before.span().start(), end)));
        }
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
        return find(marker, at);
    }

    /** The first place of the marker from a place on, -1 when there is none yet; the place must not go back. */
    protected final int find(String marker, int from) {
        return search.find(marker, from);
    }

    /** Whether the unread text begins with the marker. */
    protected final boolean isAt(String marker) {
        if (text.length() - at < marker.length()) {
            return false;
        }
        for (int i = 0; i < marker.length(); i++) {
            if (text.charAt(at + i) != marker.charAt(i)) {
                return false;
            }
        }
        return true;
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
            safe = Math.min(safe, search.held(marker, at));
        }
        return safe;
    }

    /** The unread text up to a place is content. */
    protected final void content(int end) {
        if (end > at) {
            out.content(text.substring(at, end), at);
            mark(Part.CONTENT, at, end);
            at = end;
        }
    }

    /** The unread text up to a place is reasoning. */
    protected final void reasoning(int end) {
        if (end > at) {
            out.reasoning(text.substring(at, end), at);
            mark(Part.REASONING, at, end);
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
}
