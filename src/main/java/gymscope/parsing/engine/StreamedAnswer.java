package gymscope.parsing.engine;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.DeltaCollector;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.arguments.PythonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives an answer out as it comes. White space is held back where it may be nothing: before the first content, and around calls
 * as long as there is no content. Content after calls is given out, and the text of a call of a tool that the request does not
 * offer, unless white space alone stands before it. For one thread.
 */
final class StreamedAnswer implements AnswerStream, EngineSink {

    private final Grammar grammar;
    private final ParseRequest request;
    private final Purpose purpose;
    private final CallPolicy policy;
    private final EngineMachine machine;
    private final DeltaCollector out = new DeltaCollector();
    private final StreamedThought thought;
    private final ForeignCalls foreign = new ForeignCalls(this::content);
    private final StringBuilder space = new StringBuilder();
    private int spaceAt;
    private boolean anyContent;
    private boolean anyCallBegun;
    private boolean reasoned;
    private boolean callCounts;
    private @Nullable CallReading call;

    StreamedAnswer(Grammar grammar, ParseRequest request, Purpose purpose, State initial) {
        this.grammar = grammar;
        this.request = request;
        this.purpose = purpose;
        this.policy = new CallPolicy(grammar, request, purpose);
        this.machine = new EngineMachine(grammar, initial, purpose != Purpose.SPLIT, this);
        this.thought = new StreamedThought(out, grammar.reasoningLabel(),
                grammar.keepsReasoningSpace() && purpose != Purpose.REASONING);
    }

    @Override
    public List<AnswerDelta> push(String text) {
        machine.push(text);
        return out.take();
    }

    @Override
    public List<AnswerDelta> finish() {
        machine.finish();
        if (!anyContent && !anyCallBegun && !separates()) {
            out.content(space, spaceAt);
        }
        return out.take();
    }

    @Override
    public void reasoning(String text, int at) {
        if (purpose != Purpose.TOOL) {
            reasoned = true;
            thought.add(text, at);
        }
    }

    @Override
    public void endReasoning() {
        thought.end();
    }

    @Override
    public void content(String text, int at) {
        if (anyContent) {
            out.content(text, at);
        } else if (PythonText.isBlank(text)) {
            spaceAt = at - space.length();
            space.append(text);
        } else {
            anyContent = true;
            boolean dropsSpace = anyCallBegun || separates();
            int from = dropsSpace ? PythonText.skipSpace(text, 0) : 0;
            if (!dropsSpace) {
                out.content(space, spaceAt);
            }
            out.content(text.substring(from), at + from);
        }
    }

    @Override
    public void callText(String text, int at) {
        if (policy.knowsForeign()) {
            foreign.add(text, at);
        }
    }

    @Override
    public void endCallText() {
        foreign.end();
    }

    @Override
    public void startCall(int at) {
        endCall(at);
        call = new CallReading(grammar, request, null, at);
        callCounts = false;
        foreign.startCall();
    }

    @Override
    public void name(String text, int at) {
        if (call != null) {
            call.name(text);
        }
    }

    @Override
    public void arguments(String text, int at) {
        CallReading reading = call;
        if (reading == null) {
            return;
        }
        boolean first = reading.name() == null;
        reading.arguments(text, at);
        CallNames.Name name = reading.name();
        if (first && name != null && !name.text().isEmpty()) {
            begin(name, reading.start());
        }
        if (callCounts) {
            out.arguments(reading.take(), at);
        }
    }

    @Override
    public void endCall(int at) {
        CallReading ended = call;
        call = null;
        if (ended == null) {
            return;
        }
        if (!callCounts) {
            begin(ended.finalName(), ended.start());
        }
        if (callCounts) {
            out.arguments(ended.finish(), at);
        }
    }

    @Override
    public void extendCall(int end) {
        // A stream knows no spans.
    }

    private void begin(CallNames.Name name, int start) {
        boolean isContent = policy.isForeign(name.text()) && (anyContent || space.isEmpty());
        foreign.decide(isContent);
        if (policy.suppresses(name.text())) {
            return;
        }
        anyCallBegun = true;
        callCounts = policy.accepts(name.text());
        if (callCounts) {
            out.startCall(name.id(), name.text(), start);
        }
    }

    /** Whether white space before content only separates it from reasoning. */
    private boolean separates() {
        return purpose == Purpose.REASONING && reasoned;
    }
}
