package gymscope.parsing.markup;

import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Calls with {@link ArgumentPairs} as they come: text values go out while they are written, others when they are whole; the first
 * of a repeated key counts.
 */
abstract class ArgumentPairStream extends WalkedStream {

    static final String CALL = "<tool_call>";
    static final String CALL_END = "</tool_call>";

    private enum State {
        OUTSIDE, NAME, ARGUMENTS, VALUE, TEXT
    }

    private final Set<String> keys = new HashSet<>();
    private State state = State.OUTSIDE;
    private int callStart;
    private String tool = "";
    private String key = "";

    /** Reads on outside calls; true when the text is read up to the next call. */
    abstract boolean outside();

    /** Where the name ends that begins here; -1 when it is not whole yet. */
    abstract int nameEnd();

    /** Where the arguments begin after a name. */
    abstract int argumentsStart(int nameEnd);

    /** Whether values of this argument are text as they stand. */
    abstract boolean isText(String tool, String argument);

    /** The value that a text stands for. */
    abstract JsonNode value(String tool, String argument, String text);

    @Override
    protected final boolean step() {
        return switch (state) {
            case OUTSIDE -> {
                boolean found = outside();
                if (found) {
                    callStart = at();
                    skip(at() + CALL.length());
                    state = State.NAME;
                }
                yield found;
            }
            case NAME -> inName();
            case ARGUMENTS -> inArguments();
            case VALUE -> inValue();
            case TEXT -> inText();
        };
    }

    private boolean inName() {
        int end = nameEnd();
        if (end < 0) {
            return false;
        }
        tool = PythonText.strip(text(at(), end));
        if (tool.isEmpty() && text(end, Math.min(length(), end + CALL_END.length())).equals(CALL_END)) {
            skip(end + CALL_END.length());
            state = State.OUTSIDE;
            return true;
        }
        startCall(tool, callStart, new Span(at(), end));
        keys.clear();
        skip(argumentsStart(end));
        state = State.ARGUMENTS;
        return true;
    }

    private boolean inArguments() {
        int next = find(ArgumentPairs.KEY);
        int end = find(CALL_END);
        if (end >= 0 && (next < 0 || end < next)) {
            out().arguments(keys.isEmpty() ? "{}" : "}", end);
            skip(end + CALL_END.length());
            endCall(at());
            state = State.OUTSIDE;
            return true;
        }
        int keyEnd = next < 0 ? -1 : find(ArgumentPairs.KEY_END, next);
        int value = keyEnd < 0 ? -1 : find(ArgumentPairs.VALUE, keyEnd);
        if (value < 0) {
            return false;
        }
        key = PythonText.strip(text(next + ArgumentPairs.KEY.length(), keyEnd));
        skip(value + ArgumentPairs.VALUE.length());
        state = State.VALUE;
        return true;
    }

    private boolean inValue() {
        boolean isText = isText(tool, key);
        int end = find(ArgumentPairs.VALUE_END);
        if (end < 0 && (!isText || keys.contains(key))) {
            return false;
        }
        if (keys.contains(key)) {
            skip(end + ArgumentPairs.VALUE_END.length());
            state = State.ARGUMENTS;
            return true;
        }
        String opening = (keys.isEmpty() ? "{" : ", ") + PythonJson.write(StringNode.valueOf(key)) + ": ";
        keys.add(key);
        if (isText) {
            out().arguments(opening + "\"", at());
            state = State.TEXT;
            return true;
        }
        out().arguments(opening + PythonJson.write(value(tool, key, text(at(), end))), at());
        mark(Part.TOOL_ARGUMENTS, at(), end);
        skip(end + ArgumentPairs.VALUE_END.length());
        state = State.ARGUMENTS;
        return true;
    }

    private boolean inText() {
        int found = find(ArgumentPairs.VALUE_END);
        int end = found < 0 ? safeEnd(List.of(ArgumentPairs.VALUE_END)) : found;
        if (end > at() && found < 0 && !ended() && Character.isHighSurrogate(charAt(end - 1))) {
            end--;
        }
        if (end > at()) {
            String quoted = PythonJson.write(StringNode.valueOf(text(at(), end)));
            out().arguments(quoted.substring(1, quoted.length() - 1), at());
            mark(Part.TOOL_ARGUMENTS, at(), end);
            skip(end);
        }
        if (found < 0) {
            return false;
        }
        out().arguments("\"", found);
        skip(found + ArgumentPairs.VALUE_END.length());
        state = State.ARGUMENTS;
        return true;
    }
}
