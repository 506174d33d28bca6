package gymscope.parsing.python;

import gymscope.parsing.GrowingText;
import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.python.PythonExpression.Call;
import java.util.List;

/**
 * The stream of {@link Lfm2}. Arguments come when they are whole; where a string has a quote too many, the rest waits for the end
 * marker and is repaired there. Text after the block that looks like an echo of it is held back until a further end marker drops
 * it, else for good.
 */
final class Lfm2Stream extends GrowingText {

    private enum State {
        BEFORE, CALLS, AFTER, ECHO
    }

    private final PythonCallStream calls = new PythonCallStream(out, true, true);
    private State state = State.BEFORE;
    private int start;
    private boolean plain;

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case BEFORE -> before();
                case CALLS -> calls();
                case AFTER -> after();
                case ECHO -> echo();
            };
        }
    }

    private boolean before() {
        int open = find(Lfm2.OPEN);
        content(open >= 0 ? open : ended ? text.length() : settled(Lfm2.OPEN));
        if (open >= 0) {
            at = open + Lfm2.OPEN.length();
            start = at;
            state = State.CALLS;
        }
        return open >= 0;
    }

    private boolean calls() {
        int close = find(Lfm2.CLOSE);
        int end = close >= 0 ? close : settled(Lfm2.CLOSE);
        for (; at < end; at++) {
            calls.accept(text.charAt(at), at);
        }
        if (close < 0) {
            return false;
        }
        if (calls.isBroken()) {
            repaired(text.substring(start, close));
        }
        at = close + Lfm2.CLOSE.length();
        state = State.AFTER;
        return true;
    }

    /** Gives out what the whole block has beyond what is out. */
    private void repaired(String inside) {
        Lfm2.Calls whole = Lfm2.calls(TracedText.of(inside, 0, inside.length()));
        List<Call> all = whole == null ? List.of() : whole.calls();
        if (all.stream().anyMatch(call -> PythonCalls.arguments(call, PythonRepairs::originalName) == null)) {
            return;
        }
        for (int i = calls.wholeCalls(); whole != null && i < all.size(); i++) {
            Call call = all.get(i);
            int place = start + whole.source().origin(call.span()).start();
            String arguments = PythonCalls.arguments(call, PythonRepairs::originalName);
            boolean begun = i == calls.wholeCalls() && calls.givenArguments() >= 0;
            int given = begun ? givenLength(call) : 0;
            if (!begun && call.function() != null) {
                out.startCall(call.function().name(), place);
            }
            if (arguments != null) {
                out.arguments(arguments.substring(given), place);
            }
        }
    }

    /** How much of a call's arguments is out. */
    private int givenLength(Call call) {
        Call known = new Call(call.function(), call.keywords().subList(0, calls.givenArguments()), call.span());
        String given = PythonCalls.arguments(known, PythonRepairs::originalName);
        return given == null || calls.givenArguments() == 0 ? 0 : given.length() - 1;
    }

    private boolean after() {
        int close = find(Lfm2.CLOSE);
        int settled = close >= 0 ? close : ended ? text.length() : settled(Lfm2.CLOSE);
        if (!plain) {
            content(Math.min(settled, PythonText.skipSpace(text, at)));
            plain = at < settled;
            if (plain && (text.charAt(at) == '[' || text.charAt(at) == '<')) {
                state = State.ECHO;
                return true;
            }
        }
        content(settled);
        if (close >= 0) {
            at = close + Lfm2.CLOSE.length();
            plain = false;
        }
        return close >= 0;
    }

    private boolean echo() {
        int close = find(Lfm2.CLOSE);
        if (close >= 0) {
            at = close + Lfm2.CLOSE.length();
            plain = false;
            state = State.AFTER;
        }
        return close >= 0;
    }
}
