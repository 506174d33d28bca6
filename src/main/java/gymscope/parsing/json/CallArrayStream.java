package gymscope.parsing.json;

import gymscope.parsing.DeltaCollector;
import org.jspecify.annotations.Nullable;

/** An array of calls that comes character by character. What is no call ends it: nothing of the rest is read. */
final class CallArrayStream {

    private enum State {
        BEFORE, ELEMENT_OR_END, ELEMENT, IN_CALL, AFTER_CALL, CLOSED, BROKEN
    }

    private final CallManner manner;
    private final DeltaCollector out;
    private State state = State.BEFORE;
    private @Nullable CallObjectStream call;

    CallArrayStream(CallManner manner, DeltaCollector out) {
        this.manner = manner;
        this.out = out;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Takes the next character. */
    void accept(char c, int at) {
        if (state == State.IN_CALL && call != null) {
            if (!call.accept(c, at)) {
                state = State.BROKEN;
            } else if (call.isClosed()) {
                state = State.AFTER_CALL;
            }
        } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            structure(c, at);
        }
    }

    private void structure(char c, int at) {
        state = switch (state) {
            case BEFORE -> c == '[' ? State.ELEMENT_OR_END : State.BROKEN;
            case ELEMENT_OR_END -> c == ']' ? State.CLOSED : begin(c, at);
            case ELEMENT -> begin(c, at);
            case AFTER_CALL -> c == ',' ? State.ELEMENT : c == ']' ? State.CLOSED : State.BROKEN;
            default -> State.BROKEN;
        };
    }

    private State begin(char c, int at) {
        if (c != '{') {
            return State.BROKEN;
        }
        if (call != null) {
            call.anotherFollows();
        }
        call = new CallObjectStream(manner, out, at);
        call.accept(c, at);
        return State.IN_CALL;
    }
}
