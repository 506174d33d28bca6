package gymscope.parsing.markup;

import gymscope.parsing.CallIds;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.List;

/**
 * Reads Inkling's blocks. White space is held back where it may be nothing: at the end of reasoning and before the first content.
 * A word right before a call that is the tool's name is part of the call's header.
 */
final class InklingStream extends WalkedStream {

    private static final String MODEL = "<|message_model|>";
    private static final String TEXT = "<|content_text|>";
    private static final String THINKING = "<|content_thinking|>";
    private static final String CALL = "<|content_invoke_tool_json|>";
    private static final String CALL_TEXT = "<|content_invoke_tool_text|>";
    private static final String ERROR = "<|content_tool_error|>";
    private static final String SAMPLING_END = "<|content_model_end_sampling|>";
    private static final String END = "<|end_message|>";
    private static final List<String> MARKERS = List.of(MODEL, TEXT, THINKING, CALL, CALL_TEXT, ERROR, SAMPLING_END, END);
    private static final List<String> ENDS = List.of(SAMPLING_END, END);
    private static final int LONGEST_NAME = 256;

    private enum State {
        CONTENT, REASONING, CALL
    }

    private final Inkling.Use use;
    private final boolean isSilent;
    private State state = State.CONTENT;
    private InklingCall call = new InklingCall();
    private final StringBuilder header = new StringBuilder();
    private boolean isHeaderBlank = true;
    private boolean hasHeaderSpace;
    private int headerStart;
    private boolean isTyped;
    private boolean anyContent;
    private boolean anyCall;
    private boolean isStarted;
    private int callStart;
    private int space = -1;

    InklingStream(Inkling.Use use, ParseRequest request) {
        this.use = use;
        this.isSilent = request.forbidsCalls() && !request.tools().isEmpty();
    }

    @Override
    protected boolean step() {
        int marker = find("<|");
        int end = marker < 0 ? safeEnd(List.of("<|")) : marker;
        if (end > at()) {
            text(end);
            return marker >= 0 || ended();
        }
        if (marker < 0) {
            if (ended()) {
                finishText();
            }
            return false;
        }
        for (String known : state == State.CALL ? ENDS : MARKERS) {
            if (isAt(known)) {
                marker(known);
                return true;
            }
        }
        if (MARKERS.stream().anyMatch(this::mayBecome)) {
            return false;
        }
        text(at() + 2);
        return true;
    }

    private void text(int end) {
        switch (state) {
            case REASONING -> think(end);
            case CONTENT -> contentText(end);
            case CALL -> callText(end);
        }
    }

    private void think(int end) {
        int last = at() + PythonText.stripTrailing(text(at(), end)).length();
        if (last > at() && use != Inkling.Use.TOOL) {
            releaseSpace();
            reasoning(last);
        }
        if (last < end && space < 0) {
            space = Math.max(last, at());
        }
        skip(end);
    }

    private void releaseSpace() {
        if (space >= 0) {
            out().reasoning(text(space, at()), space);
            mark(Part.REASONING, space, at());
            space = -1;
        }
    }

    private void contentText(int end) {
        String more = text(at(), end);
        if (header.isEmpty() && (anyContent || isTyped) && !PythonText.isBlank(more)) {
            giveContent(more, at());
        } else {
            headerStart = header.isEmpty() ? at() : headerStart;
            header.append(more);
            isHeaderBlank &= PythonText.isBlank(more);
            hasHeaderSpace |= more.chars().anyMatch(c -> PythonText.isSpace((char) c));
            if (!isHeld()) {
                releaseHeader();
            }
        }
        skip(end);
    }

    /** Text that may be a tool's name, or white space that may be nothing. */
    private boolean isHeld() {
        boolean isWord = !isTyped && header.length() <= LONGEST_NAME && !hasHeaderSpace;
        return isWord || (isHeaderBlank && !anyContent);
    }

    private void releaseHeader() {
        if (!header.isEmpty()) {
            giveContent(header.toString(), headerStart);
            forgetHeader();
        }
    }

    private void forgetHeader() {
        header.setLength(0);
        isHeaderBlank = true;
        hasHeaderSpace = false;
    }

    private void giveContent(String text, int start) {
        out().content(text, start);
        mark(Part.CONTENT, start, start + text.length());
        anyContent |= !PythonText.isBlank(text);
    }

    private void callText(int end) {
        if (use == Inkling.Use.REASONING) {
            giveContent(text(at(), end), at());
        } else {
            int from = -1;
            for (int i = at(); i < end; i++) {
                boolean isArgument = call.accept(charAt(i));
                from = isArgument && from < 0 ? i : from;
                if (!isArgument && from >= 0) {
                    mark(Part.TOOL_ARGUMENTS, from, i);
                    from = -1;
                }
            }
            mark(Part.TOOL_ARGUMENTS, from < 0 ? end : from, end);
            give();
        }
        skip(end);
    }

    private void give() {
        String name = call.name();
        if (name == null || name.isEmpty() || isSilent) {
            return;
        }
        if (!isStarted) {
            isStarted = true;
            anyCall = true;
            settleHeader(name);
            startCall(CallIds.fresh(), name, callStart, new Span(callStart, callStart));
        }
        out().arguments(call.take(), at());
    }

    private void settleHeader(String name) {
        if (isHeaderBlank || (!isTyped && PythonText.strip(header.toString()).equals(name))) {
            forgetHeader();
        } else {
            releaseHeader();
        }
    }

    private void marker(String marker) {
        int end = at() + marker.length();
        if (state == State.CALL) {
            endCall(end, marker);
        } else if (marker.equals(CALL)) {
            space = -1;
            beginCall(marker);
        } else {
            if (state == State.CONTENT && !marker.equals(MODEL)) {
                releaseUnlessBlank();
            }
            space = -1;
            state = marker.equals(THINKING)
                    ? State.REASONING
                    : state == State.REASONING && !ENDS.contains(marker)
                            ? state
                            : State.CONTENT;
            isTyped = List.of(TEXT, CALL_TEXT, ERROR).contains(marker);
        }
        skip(end);
    }

    private void releaseUnlessBlank() {
        if (!isHeaderBlank) {
            releaseHeader();
        }
    }

    private void beginCall(String marker) {
        state = State.CALL;
        call = new InklingCall();
        isStarted = false;
        callStart = at();
        if (use == Inkling.Use.REASONING) {
            releaseUnlessBlank();
            giveContent(marker, at());
        }
    }

    private void endCall(int end, String marker) {
        if (use == Inkling.Use.REASONING) {
            giveContent(marker, at());
        } else {
            closeCall(end);
        }
        state = State.CONTENT;
        isTyped = false;
    }

    private void closeCall(int end) {
        if (isStarted) {
            if (!call.hasArguments()) {
                out().arguments("{}", at());
            }
            endCall(end);
        } else {
            releaseUnlessBlank();
        }
        isStarted = false;
    }

    private void finishText() {
        if (state == State.CALL && use != Inkling.Use.REASONING) {
            closeCall(length());
            state = State.CONTENT;
        }
        if (!anyCall || !isHeaderBlank) {
            releaseHeader();
        }
        forgetHeader();
    }
}
