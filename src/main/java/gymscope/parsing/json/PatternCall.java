package gymscope.parsing.json;

import gymscope.parsing.DeltaCollector;
import gymscope.parsing.JsonScanner;

/**
 * A call object that comes character by character, read as vLLM's simpler streams do, by two patterns: the name is the first
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
    private final StringBuilder held = new StringBuilder();
    private boolean valid = true;
    private boolean inName;
    private boolean named;
    private int heldStart;
    private int known;

    PatternCall(DeltaCollector out, int start) {
        this.out = out;
        this.start = start;
    }

    /** Whether the name has come. */
    boolean isNamed() {
        return named;
    }

    /** Takes the next character. */
    void accept(char c, int at) {
        valid = valid && json.accept(c);
        if (!named) {
            name(c);
        }
        if (arguments.accept(c)) {
            heldStart = held.isEmpty() ? at : heldStart;
            held.append(c);
            boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (!space && !(valid && json.isDone())) {
                known = held.length();
            }
        }
    }

    /** Gives out the arguments that have come. */
    void give() {
        if (named && known > 0) {
            out.arguments(held.substring(0, known), heldStart);
            held.delete(0, known);
            heldStart += known;
            known = 0;
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
