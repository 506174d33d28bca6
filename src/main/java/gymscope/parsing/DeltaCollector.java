package gymscope.parsing;

import gymscope.parsing.AnswerDelta.ContentDelta;
import gymscope.parsing.AnswerDelta.ReasoningDelta;
import gymscope.parsing.AnswerDelta.ToolCallArguments;
import gymscope.parsing.AnswerDelta.ToolCallStart;
import java.util.ArrayList;
import java.util.List;

/** Joins text of one kind that stands side by side into one delta. */
final class DeltaCollector {

    private enum Kind {
        REASONING, CONTENT, ARGUMENTS
    }

    private final StringBuilder text = new StringBuilder();
    private List<AnswerDelta> deltas = new ArrayList<>();
    private Kind kind = Kind.CONTENT;
    private int start;
    private int calls;

    void reasoning(CharSequence more, int at) {
        append(Kind.REASONING, more, at);
    }

    void content(CharSequence more, int at) {
        append(Kind.CONTENT, more, at);
    }

    void arguments(CharSequence more, int at) {
        append(Kind.ARGUMENTS, more, at);
    }

    void startCall(String name, int at) {
        flush();
        deltas.add(new ToolCallStart(calls++, Markers.callId(), name, at));
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

    private void append(Kind wanted, CharSequence more, int at) {
        if (wanted != kind || at != start + text.length()) {
            flush();
            kind = wanted;
        }
        start = text.isEmpty() ? at : start;
        text.append(more);
    }

    private void flush() {
        if (text.isEmpty()) {
            return;
        }
        String whole = text.toString();
        text.setLength(0);
        deltas.add(switch (kind) {
            case REASONING -> new ReasoningDelta(whole, start);
            case CONTENT -> new ContentDelta(whole, start);
            case ARGUMENTS -> new ToolCallArguments(calls - 1, whole, start);
        });
    }
}
