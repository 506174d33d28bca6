package gymscope.parsing;

import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's text. The rules are vLLM's: reasoning up to the first {@code </think>} (or to a call), then the calls;
 * one call that cannot be read makes the whole rest content. White space between {@code </think>} and the content is the
 * template's and belongs to neither. Immutable; both ways take time in proportion to the text.
 */
public final class AnswerParser {

    private final boolean startsInReasoning;
    private final boolean readsCalls;

    private AnswerParser(boolean startsInReasoning, boolean readsCalls) {
        this.startsInReasoning = startsInReasoning;
        this.readsCalls = readsCalls;
    }

    /**
     * Calls as {@code <tool_call>{"name", "arguments"}</tool_call>}, and {@code <think>}.
     *
     * @param startsInReasoning whether the prompt ends inside an open {@code <think>}
     */
    public static AnswerParser hermes(boolean startsInReasoning) {
        return new AnswerParser(startsInReasoning, true);
    }

    /**
     * {@code <think>} only: the markup of calls stays content, as for {@code tool_choice: none}.
     *
     * @param startsInReasoning whether the prompt ends inside an open {@code <think>}
     */
    public static AnswerParser reasoningOnly(boolean startsInReasoning) {
        return new AnswerParser(startsInReasoning, false);
    }

    /** Reads a whole text. */
    public ParsedAnswer parse(String text) {
        Segments segments = new Segments();
        int start = leadingSpace(text, 0);
        boolean opened = text.startsWith(Markers.THINK, start);
        if (!opened && !startsInReasoning) {
            return withoutReasoning(text, 0, null, segments);
        }
        int from = opened ? start + Markers.THINK.length() : 0;
        segments.add(Part.MARKUP, from);
        int end = text.indexOf(Markers.THINK_END, from);
        int call = readsCalls ? text.indexOf(Markers.CALL, from) : -1;
        if (call >= 0 && (end < 0 || call < end)) {
            segments.add(Part.REASONING, call);
            return withoutReasoning(text, call, text.substring(from, call), segments);
        }
        if (end < 0) {
            segments.add(Part.REASONING, text.length());
            return new ParsedAnswer(text.substring(from), null, List.of(), segments.all());
        }
        segments.add(Part.REASONING, end);
        int rest = leadingSpace(text, end + Markers.THINK_END.length());
        segments.add(Part.MARKUP, rest);
        return withoutReasoning(text, rest, text.substring(from, end), segments);
    }

    /** Reads a text as it comes. */
    public IncrementalAnswer incremental() {
        return new IncrementalAnswer(startsInReasoning, readsCalls);
    }

    private ParsedAnswer withoutReasoning(String text, int from, @Nullable String reasoning, Segments segments) {
        List<HermesCall> calls = readsCalls ? HermesCall.all(text, from) : List.of();
        if (calls.isEmpty()) {
            segments.add(Part.CONTENT, text.length());
            return new ParsedAnswer(reasoning, textOrNull(text.substring(from)), List.of(), segments.all());
        }
        String before = text.substring(from, calls.getFirst().span().start());
        segments.add(before.isBlank() ? Part.MARKUP : Part.CONTENT, calls.getFirst().span().start());
        List<ToolCall> toolCalls = new ArrayList<>();
        for (HermesCall call : calls) {
            call.addTo(segments);
            toolCalls.add(new ToolCall(CallIds.fresh(), call.name(), call.argumentText(), call.span()));
        }
        segments.add(Part.MARKUP, text.length());
        return new ParsedAnswer(reasoning, before.isBlank() ? null : before, toolCalls, segments.all());
    }

    private static int leadingSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Collects stretches one after the other. */
    static final class Segments {

        private final List<Segment> segments = new ArrayList<>();
        private int at;

        /** The text up to {@code end} is this part. */
        void add(Part part, int end) {
            if (end > at) {
                boolean continues = !segments.isEmpty() && segments.getLast().part() == part;
                int start = continues ? segments.removeLast().span().start() : at;
                segments.add(new Segment(part, new Span(start, end)));
                at = end;
            }
        }

        List<Segment> all() {
            return segments;
        }
    }
}
