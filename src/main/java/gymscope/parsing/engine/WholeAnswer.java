package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the answer of a whole text together. Content after the first call is lost once a call counts. For one thread. */
final class WholeAnswer implements EngineSink {

    private final Grammar grammar;
    private final ParseRequest request;
    private final Purpose purpose;
    private final CallPolicy policy;
    private final int length;
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder afterCalls = new StringBuilder();
    private final List<Segment> marks = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable CallReading call;
    private boolean anyCallBegun;
    private int lostFrom;

    WholeAnswer(Grammar grammar, ParseRequest request, Purpose purpose, String text) {
        this.grammar = grammar;
        this.request = request;
        this.purpose = purpose;
        this.policy = new CallPolicy(grammar, request, purpose);
        this.length = text.length();
    }

    @Override
    public void reasoning(String text, int at) {
        reasoning.append(text);
        mark(purpose == Purpose.TOOL ? Part.MARKUP : Part.REASONING, at, at + text.length());
    }

    @Override
    public void endReasoning() {
        // What comes next says where it belongs.
    }

    @Override
    public void content(String text, int at) {
        (anyCallBegun ? afterCalls : content).append(text);
        mark(Part.CONTENT, at, at + text.length());
    }

    @Override
    public void callText(String text, int at) {
        // A whole text's calls are lost or not; they are no content.
    }

    @Override
    public void endCallText() {
        // Nothing was kept.
    }

    @Override
    public void startCall(int at) {
        endCall(at);
        call = new CallReading(grammar, request, (start, end) -> mark(Part.TOOL_ARGUMENTS, start, end), at);
    }

    @Override
    public void name(String text, int at) {
        if (call != null) {
            call.name(text);
            mark(Part.TOOL_NAME, at, at + text.length());
        }
    }

    @Override
    public void arguments(String text, int at) {
        if (call != null) {
            call.arguments(text, at);
        }
    }

    @Override
    public void endCall(int at) {
        CallReading ended = call;
        call = null;
        if (ended == null) {
            return;
        }
        CallNames.Name name = ended.finalName();
        if (policy.suppresses(name.text())) {
            return;
        }
        lostFrom = anyCallBegun ? lostFrom : at;
        anyCallBegun = true;
        if (policy.accepts(name.text())) {
            calls.add(new ToolCall(name.id(), name.text(), ended.finish(), new Span(ended.start(), at)));
        }
    }

    @Override
    public void extendCall(int end) {
        if (!calls.isEmpty()) {
            ToolCall last = calls.removeLast();
            Span span = last.span();
            calls.add(new ToolCall(last.id(), last.name(), last.arguments(),
                    span == null ? null : new Span(span.start(), Math.max(end, span.end()))));
        }
    }

    /** The answer. */
    ParsedAnswer answer() {
        String thought = grammar.keepsReasoningSpace()
                ? reasoning.toString()
                : PythonText.stripTrailing(reasoning.toString());
        String label = grammar.reasoningLabel();
        String text = calls.isEmpty() ? content.append(afterCalls).toString() : content.toString();
        return new ParsedAnswer(purpose == Purpose.TOOL ? null : textOrNull(withoutLabel(thought, label)), content(text), calls,
                segments());
    }

    private @Nullable String content(String text) {
        if (anyCallBegun && PythonText.isBlank(text)) {
            return null;
        }
        return textOrNull(calls.isEmpty() || grammar.keepsContentSpace() ? text : PythonText.strip(text));
    }

    private static String withoutLabel(String text, String label) {
        boolean alone = !label.isEmpty() && text.equals(PythonText.strip(label));
        return alone ? "" : text.startsWith(label) ? text.substring(label.length()) : text;
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void mark(Part part, int start, int end) {
        Segment last = marks.isEmpty() ? null : marks.getLast();
        if (last != null && last.part() == part && last.span().end() == start) {
            marks.removeLast();
            marks.add(new Segment(part, new Span(last.span().start(), end)));
        } else if (end > start) {
            marks.add(new Segment(part, new Span(start, end)));
        }
    }

    /** The marks, with markup between them and for content that was lost. */
    private List<Segment> segments() {
        List<Segment> all = new ArrayList<>();
        int at = 0;
        for (Segment mark : marks) {
            if (mark.span().start() > at) {
                all.add(new Segment(Part.MARKUP, new Span(at, mark.span().start())));
            }
            boolean lost = anyCallBegun && !calls.isEmpty() && mark.part() == Part.CONTENT && mark.span().start() >= lostFrom;
            all.add(lost ? new Segment(Part.MARKUP, mark.span()) : mark);
            at = mark.span().end();
        }
        if (at < length) {
            all.add(new Segment(Part.MARKUP, new Span(at, length)));
        }
        return all;
    }
}
