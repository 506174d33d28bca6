package gymscope.parsing.json;

import gymscope.parsing.CallIds;
import gymscope.parsing.CallScanner;
import gymscope.parsing.DeltaCollector;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.PythonJsonReader;
import org.jspecify.annotations.Nullable;

/**
 * Call objects in a text that comes character by character, given out as the streams of {@code xlam} and {@code hunyuan_a13b} do:
 * arguments only once they are whole, and then their first brace alone; the rest follows when the text goes on after the call. Of
 * a call that ends the text, the brace is all that comes out. For one thread.
 */
final class LaggingCalls {

    private final DeltaCollector out;
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable CallScanner call;
    private boolean named;
    private boolean braceGiven;
    private int argumentsStart;
    private boolean broken;

    LaggingCalls(DeltaCollector out) {
        this.out = out;
    }

    /** Takes the next character. */
    void accept(char c, int at) {
        if (broken) {
            return;
        }
        if (call != null) {
            inCall(call, c, at);
        } else if (c == '{') {
            rest();
            call = new CallScanner();
            named = false;
            arguments.setLength(0);
            inCall(call, c, at);
        } else if (c != '}' && c != ']') {
            rest();
        }
    }

    private void inCall(CallScanner scanner, char c, int at) {
        if (!scanner.accept(c)) {
            broken = true;
            return;
        }
        if (scanner.part() == Part.TOOL_ARGUMENTS) {
            argumentsStart = arguments.isEmpty() ? at : argumentsStart;
            arguments.append(c);
        }
        String name = scanner.name();
        if (!named && name != null) {
            named = true;
            out.startCall("call_%d_%s".formatted(out.calls(), CallIds.hex()), name, at);
        }
        if (named && !braceGiven && scanner.argumentsAreWhole() && arguments.charAt(0) == '{') {
            boolean none = PythonJsonReader.skipSpace(arguments.toString(), 1, arguments.length()) == arguments.length() - 1;
            out.arguments(none ? "{}" : "{", argumentsStart);
            braceGiven = !none;
            if (none) {
                arguments.setLength(0);
                arguments.append(' ');
            }
        }
        if (scanner.isClosed()) {
            call = null;
        }
    }

    private void rest() {
        if (braceGiven) {
            out.arguments(arguments.substring(1), argumentsStart + 1);
            braceGiven = false;
        }
    }
}
