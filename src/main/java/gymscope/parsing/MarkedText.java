package gymscope.parsing;

import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole text that a parser takes apart: it marks the stretches that it gives to a field, in any order, and adds the calls.
 * What is not marked is {@link Part#MARKUP}. For one thread.
 */
public final class MarkedText {

    private final String text;
    private final List<Segment> marks = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();

    /** Nothing of the text is marked yet. */
    public MarkedText(String text) {
        this.text = text;
    }

    /** The text is content and nothing else. */
    public static ParsedAnswer content(String text) {
        return new MarkedText(text).mark(Part.CONTENT, 0, text.length()).answer(null, text, false);
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The calls so far. */
    public List<ToolCall> calls() {
        return List.copyOf(calls);
    }

    /** Gives a stretch to a part; stretches must not overlap. */
    public MarkedText mark(Part part, int start, int end) {
        if (end > start) {
            marks.add(new Segment(part, new Span(start, end)));
        }
        return this;
    }

    /** Gives a stretch to a part; stretches must not overlap. */
    public MarkedText mark(Part part, Span span) {
        return mark(part, span.start(), span.end());
    }

    /** Adds a call with a fresh id in vLLM's form. */
    public MarkedText call(String name, String arguments, Span span) {
        return call(CallIds.fresh(), name, arguments, span);
    }

    /** Adds a call. */
    public MarkedText call(@Nullable String id, String name, String arguments, Span span) {
        calls.add(new ToolCall(id, name, arguments, span));
        return this;
    }

    /** What the text says; tools are called where there are calls. */
    public ParsedAnswer answer(@Nullable String reasoning, @Nullable String content) {
        return answer(reasoning, content, !calls.isEmpty());
    }

    /** What the text says. */
    public ParsedAnswer answer(@Nullable String reasoning, @Nullable String content, boolean toolsCalled) {
        return new ParsedAnswer(reasoning, content, calls, toolsCalled, segments());
    }

    private List<Segment> segments() {
        marks.sort(Comparator.comparingInt(mark -> mark.span().start()));
        List<Segment> all = new ArrayList<>();
        int at = 0;
        for (Segment mark : marks) {
            addMarkup(all, at, mark.span().start());
            all.add(mark);
            at = mark.span().end();
        }
        addMarkup(all, at, text.length());
        return all;
    }

    private static void addMarkup(List<Segment> all, int start, int end) {
        if (end > start) {
            all.add(new Segment(Part.MARKUP, new Span(start, end)));
        }
    }
}
