package gymscope.parsing.json;

import gymscope.parsing.DeltaCollector;
import gymscope.parsing.JsonScanner;

/**
 * A call object that comes in stretches of a growing text, read as vLLM's simpler streams do, by two patterns: the name is the first
 * {@code "name": "…"}, the arguments are all that follows the first {@code "arguments":} as it is written, but for the brace with
 * which the object is whole. Neither is checked.
 */
final class PatternCall {

    private final DeltaCollector out;
    private final int start;
    private final JsonScanner json = new JsonScanner();
    private final MemberPattern name = new MemberPattern("name");
    private final MemberPattern arguments = new MemberPattern("arguments");
    private final StringBuilder nameText = new StringBuilder();
    private boolean valid = true;
    private boolean inName;
    private boolean named;
    private int argumentsStart = -1;
    private int known;

    PatternCall(DeltaCollector out, int start) {
        this.out = out;
        this.start = start;
    }

    /** Whether the name has come. */
    boolean isNamed() {
        return named;
    }

    /** Takes the next stretch of the text. */
    void read(CharSequence text, int from, int to) {
        for (int at = from; at < to; at++) {
            accept(text.charAt(at), at);
        }
    }

    private void accept(char c, int at) {
        valid = valid && json.accept(c);
        if (!named) {
            name(c);
        }
        if (arguments.accept(c)) {
            argumentsStart = argumentsStart < 0 ? at : argumentsStart;
            boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (!space && !(valid && json.isDone())) {
                known = at + 1;
            }
        }
    }

    /** Gives out the arguments that have come. */
    void give(StringBuilder text) {
        if (named && argumentsStart >= 0 && known > argumentsStart) {
            out.arguments(text.substring(argumentsStart, known), argumentsStart);
            argumentsStart = known;
        }
    }

    private void name(char c) {
        if (!inName) {
            if (name.accept(c)) {
                inName = c == '"';
                if (!inName) {
                    name.again(c);
                }
            }
        } else if (c != '"') {
            nameText.append(c);
        } else if (nameText.isEmpty()) {
            inName = false;
            name.again(c);
        } else {
            named = true;
            out.startCall(nameText.toString(), start);
        }
    }
}
