package gymscope.parsing.markup;

import gymscope.parsing.CallIds;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Step 3.5's calls. */
final class Step3p5Stream extends WalkedStream {

    private static final String CALL = "<tool_call>";
    private static final String CALL_END = "</tool_call>";
    private static final String FUNCTION = "<function=";
    private static final String FUNCTION_END = "</function>";
    private static final String PARAMETER = "<parameter=";
    private static final String PARAMETER_END = "</parameter>";

    private enum State {
        TEXT, CALL, FUNCTION, VALUE,
        /** After a function without a wrapper: all is lost. */
        LOST
    }

    private final ParseRequest request;
    private final StringBuilder between = new StringBuilder();
    private int betweenStart;
    private State state = State.TEXT;
    private boolean isWrapped;
    private boolean anyCall;
    private boolean isNamed;
    private boolean anyParameter;
    private int callStart;
    private String tool = "";
    private @Nullable Step3p5Value value;

    Step3p5Stream(ParseRequest request) {
        this.request = request;
    }

    @Override
    protected boolean step() {
        return switch (state) {
            case TEXT -> text();
            case CALL, FUNCTION -> markup();
            case VALUE -> value();
            case LOST -> {
                skip(length());
                yield false;
            }
        };
    }

    private boolean text() {
        int call = find(CALL);
        int function = find(FUNCTION);
        int start = call >= 0 && (function < 0 || call < function) ? call : function;
        int end = start < 0 ? heldEnd() : start;
        if (end > at() && !anyCall) {
            content(end);
        } else if (end > at()) {
            betweenStart = between.isEmpty() ? at() : betweenStart;
            between.append(text(at(), end));
            skip(end);
        }
        if (start < 0) {
            return false;
        }
        isWrapped = start == call;
        callStart = start;
        isNamed = false;
        state = State.CALL;
        skip(isWrapped ? start + CALL.length() : start);
        return true;
    }

    /** What may become a marker is held, and is lost when the text ends in it. */
    private int heldEnd() {
        int end = length();
        for (String marker : List.of(CALL, FUNCTION)) {
            for (int held = Math.min(marker.length() - 1, length() - at()); held > 0; held--) {
                if (marker.startsWith(text(length() - held, length()))) {
                    end = Math.min(end, length() - held);
                    break;
                }
            }
        }
        return end;
    }

    private boolean markup() {
        int tag = find("<");
        if (tag < 0) {
            skip(length());
            return false;
        }
        skip(tag);
        if (isAt(FUNCTION)) {
            return function();
        }
        if (isAt(PARAMETER) && state == State.FUNCTION) {
            return parameter();
        }
        if (isAt(FUNCTION_END)) {
            skip(at() + FUNCTION_END.length());
            endFunction();
            return true;
        }
        if (isAt(CALL_END)) {
            skip(at() + CALL_END.length());
            endFunction();
            endCall();
            return true;
        }
        if (isAt(CALL)) {
            endFunction();
            endCall();
            return true;
        }
        if (List.of(FUNCTION, PARAMETER, FUNCTION_END, CALL_END, CALL).stream().anyMatch(this::mayBecome)) {
            return false;
        }
        String loose = state == State.CALL ? looseName() : null;
        if (loose == null && state == State.CALL && find(">", at()) < 0 && !ended()) {
            return false;
        }
        if (loose != null) {
            begin(loose, at(), at());
            skip(find(">", at()) + 1);
        } else {
            skip(at() + 1);
        }
        return true;
    }

    /** The tool in a tag that lacks the sign, {@code <function name>} or {@code <functionname>}; null when it is none. */
    private @Nullable String looseName() {
        int end = isAt("<function") ? find(">", at()) : -1;
        if (end < 0) {
            return null;
        }
        String name = PythonText.strip(text(at() + "<function".length(), end));
        return request.hasTool(name) ? name : null;
    }

    private boolean function() {
        Span name = tagName(FUNCTION, FUNCTION_END);
        if (name == null) {
            return false;
        }
        begin(text(name.start(), name.end()), name.start(), name.end());
        return true;
    }

    private void begin(String name, int start, int end) {
        endFunction();
        tool = name;
        isNamed = true;
        anyCall = true;
        anyParameter = false;
        startCall(CallIds.fresh(), tool, callStart, new Span(start, end));
        state = State.FUNCTION;
    }

    private boolean parameter() {
        Span name = tagName(PARAMETER, PARAMETER_END);
        if (name == null) {
            return false;
        }
        String key = text(name.start(), name.end());
        out().arguments((anyParameter ? ", \"" : "{\"") + key + "\": ", name.start());
        anyParameter = true;
        value = new Step3p5Value(request, tool, key);
        state = State.VALUE;
        return true;
    }

    /** Where the name in a tag stands, and the tag is passed; a tag that lacks its end has it after the first word. */
    private @Nullable Span tagName(String tag, String end) {
        int start = at() + tag.length();
        int close = find(">", start);
        int line = find("\n", start);
        boolean isBroken = line >= 0 && (close < 0 || line < close);
        if (!isBroken) {
            if (close < 0) {
                return null;
            }
            skip(close + 1);
            return new Span(start, close);
        }
        if (find(end, start) < 0) {
            return null;
        }
        int stop = start;
        while (stop < line && charAt(stop) != ' ' && charAt(stop) != '<') {
            stop++;
        }
        int last = stop;
        while (last > start && !Character.isLetterOrDigit(charAt(last - 1)) && charAt(last - 1) != '-'
                && charAt(last - 1) != '_') {
            last--;
        }
        skip(stop);
        return new Span(start, last);
    }

    private boolean value() {
        int end = find(PARAMETER_END);
        int stop = end;
        Step3p5Value open = value;
        if (open == null) {
            state = State.FUNCTION;
            return true;
        }
        int tag = find("<");
        if (tag >= 0) {
            open.meetTag(text(at(), tag));
        }
        for (String marker : List.of(PARAMETER, FUNCTION_END, CALL)) {
            int found = find(marker);
            stop = found >= 0 && (stop < 0 || found < stop) ? found : stop;
        }
        int to = stop >= 0 ? stop : ended() ? openEnd() : safeEnd(List.of(PARAMETER_END, PARAMETER, FUNCTION_END, CALL));
        if (to > at()) {
            out().arguments(open.accept(text(at(), to)), at());
            mark(Part.TOOL_ARGUMENTS, at(), to);
            skip(to);
        }
        if (stop < 0) {
            if (ended()) {
                out().arguments(open.unfinished(), at());
            }
            return false;
        }
        if (stop != end && open.isLiteral()) {
            out().arguments(open.accept(text(stop, stop + 1)), stop);
            mark(Part.TOOL_ARGUMENTS, stop, stop + 1);
            skip(stop + 1);
            return true;
        }
        out().arguments(open.finish(), at());
        value = null;
        skip(stop == end ? stop + PARAMETER_END.length() : stop);
        state = State.FUNCTION;
        return true;
    }

    /** A tag that is not whole at the end of the text is lost. */
    private int openEnd() {
        int tag = -1;
        for (int i = Math.max(at(), length() - 200); i < length(); i++) {
            tag = charAt(i) == '<' ? i : charAt(i) == '>' ? -1 : tag;
        }
        return tag < 0 ? length() : tag;
    }

    private void endFunction() {
        if (state == State.FUNCTION) {
            out().arguments(anyParameter ? "}" : "{}", at());
            endCall(at());
            state = isWrapped ? State.CALL : State.LOST;
        }
    }

    private void endCall() {
        if (isNamed) {
            endCall(at());
        }
        if (!between.isEmpty() && !PythonText.isBlank(between)) {
            out().content(between, betweenStart);
            mark(Part.MARKUP, at(), at());
        }
        between.setLength(0);
        if (state != State.LOST) {
            state = State.TEXT;
        }
    }
}
