package gymscope.parsing;

import gymscope.parsing.AnswerDelta.ContentDelta;
import gymscope.parsing.AnswerDelta.ReasoningDelta;
import gymscope.parsing.AnswerDelta.ToolCallArguments;
import gymscope.parsing.AnswerDelta.ToolCallStart;
import java.util.ArrayList;
import java.util.List;

/** Joins neighbouring text of one kind into one delta. */
final class DeltaCollector {

    private enum Kind {
        REASONING, CONTENT, ARGUMENTS
    }

    private final StringBuilder text = new StringBuilder();
    private List<AnswerDelta> deltas = new ArrayList<>();
    private Kind kind = Kind.CONTENT;
    private int calls;

    void reasoning(CharSequence more) {
        append(Kind.REASONING, more);
    }

    void content(CharSequence more) {
        append(Kind.CONTENT, more);
    }

    void arguments(CharSequence more) {
        append(Kind.ARGUMENTS, more);
    }

    void startCall(String name) {
        flush();
        deltas.add(new ToolCallStart(calls++, Markers.callId(), name));
    }

    int calls() {
        return calls;
    }

    List<AnswerDelta> take() {
        flush();
        List<AnswerDelta> taken = List.copyOf(deltas);
        deltas = new ArrayList<>();
        return taken;
    }

    private void append(Kind wanted, CharSequence more) {
        if (wanted != kind) {
            flush();
            kind = wanted;
        }
        text.append(more);
    }

    private void flush() {
        if (text.isEmpty()) {
            return;
        }
        String whole = text.toString();
        text.setLength(0);
        deltas.add(switch (kind) {
            case REASONING -> new ReasoningDelta(whole);
            case CONTENT -> new ContentDelta(whole);
            case ARGUMENTS -> new ToolCallArguments(calls - 1, whole);
        });
    }
}
