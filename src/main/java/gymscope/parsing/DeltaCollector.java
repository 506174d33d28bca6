package gymscope.parsing;

import gymscope.parsing.AnswerDelta.ContentDelta;
import gymscope.parsing.AnswerDelta.ReasoningDelta;
import gymscope.parsing.AnswerDelta.ToolCallArguments;
import gymscope.parsing.AnswerDelta.ToolCallStart;
import java.util.ArrayList;
import java.util.List;

/** Joins text of one kind that stands side by side into one delta. For one thread. */
public final class DeltaCollector {

    private enum Kind {
        REASONING, CONTENT, ARGUMENTS
    }

    private final List<AnswerDelta> deltas = new ArrayList<>();
    /** The text that waits: most comes at once, and only what follows it has to be joined. */
    private String text = "";
    private final StringBuilder more = new StringBuilder();
    private Kind kind = Kind.CONTENT;
    private int start;
    private int calls;

    /** More reasoning, and where it stands. */
    public void reasoning(CharSequence next, int at) {
        append(Kind.REASONING, next, at);
    }

    /** More content, and where it stands. */
    public void content(CharSequence next, int at) {
        append(Kind.CONTENT, next, at);
    }

    /** More arguments of the call begun last, and where they stand. */
    public void arguments(CharSequence next, int at) {
        append(Kind.ARGUMENTS, next, at);
    }

    /** Begins the next call, with a fresh id in vLLM's form. */
    public void startCall(String name, int at) {
        startCall(CallIds.fresh(), name, at);
    }

    /** Begins the next call. */
    public void startCall(String id, String name, int at) {
        flush();
        deltas.add(new ToolCallStart(calls++, id, name, at));
    }

    /** How many calls have begun. */
    public int calls() {
        return calls;
    }

    /** What has come since the last time. */
    public List<AnswerDelta> take() {
        flush();
        List<AnswerDelta> taken = List.copyOf(deltas);
        deltas.clear();
        return taken;
    }

    private void append(Kind wanted, CharSequence next, int at) {
        if (wanted != kind || at != start + text.length() + more.length()) {
            flush();
            kind = wanted;
        }
        if (text.isEmpty()) {
            start = at;
            text = next.toString();
        } else {
            more.append(next);
        }
    }

    private void flush() {
        if (text.isEmpty()) {
            return;
        }
        String whole = more.isEmpty() ? text : text + more;
        text = "";
        more.setLength(0);
        deltas.add(switch (kind) {
            case REASONING -> new ReasoningDelta(whole, start);
            case CONTENT -> new ContentDelta(whole, start);
            case ARGUMENTS -> new ToolCallArguments(calls - 1, whole, start);
        });
    }
}
