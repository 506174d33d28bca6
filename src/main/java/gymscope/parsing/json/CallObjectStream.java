package gymscope.parsing.json;

import gymscope.parsing.CallScanner;
import gymscope.parsing.DeltaCollector;
import gymscope.parsing.Part;
import java.util.Set;

/** One call as a JSON object that comes character by character, given out in a {@link CallManner}. */
final class CallObjectStream {

    private static final Set<String> FALSE = Set.of("{}", "[]", "\"\"", "null", "false", "0", "0.0", "-0.0");
    private static final int LONGEST_FALSE = 5;

    private final CallManner manner;
    private final DeltaCollector out;
    private final CallScanner scanner;
    private final StringBuilder held = new StringBuilder();
    private final PythonJsonRewriter rewriter = new PythonJsonRewriter(held);
    private final int start;
    private int heldStart;
    private boolean begun;
    private boolean late;
    private boolean shown;

    CallObjectStream(CallManner manner, DeltaCollector out, int start) {
        this.manner = manner;
        this.out = out;
        this.scanner = new CallScanner(manner.argumentKeys().toArray(String[]::new));
        this.start = start;
    }

    /** Takes the next character; false when the text is no call with it. */
    boolean accept(char c, int at) {
        if (!scanner.accept(c)) {
            return false;
        }
        hold(c, at);
        String name = scanner.name();
        if (!begun && name != null) {
            begun = true;
            late = manner.keepsLate() && scanner.argumentsAreWhole();
            out.startCall(manner.ids().apply(out.calls()), name, start);
        }
        if (begun && !late) {
            give();
        }
        return true;
    }

    boolean isClosed() {
        return scanner.isClosed();
    }

    /** Another call follows: what waited for that. */
    void anotherFollows() {
        if (begun && late) {
            late = false;
            give();
        }
    }

    private void hold(char c, int at) {
        if (scanner.part() == Part.TOOL_ARGUMENTS) {
            heldStart = held.isEmpty() ? at : heldStart;
            if (manner.rewrites()) {
                rewriter.accept(c);
            } else {
                held.append(c);
            }
        }
        if (manner.rewrites() && scanner.argumentsAreWhole()) {
            rewriter.finish();
        }
    }

    private void give() {
        boolean empty = manner.skipsEmpty() && !shown && mayBeEmpty();
        if (!empty && !held.isEmpty()) {
            shown = true;
            out.arguments(held, heldStart);
            held.setLength(0);
        }
    }

    private boolean mayBeEmpty() {
        return scanner.argumentsAreWhole() ? FALSE.contains(held.toString()) : held.length() <= LONGEST_FALSE;
    }
}
