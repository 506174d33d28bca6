package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import gymscope.parsing.arguments.PythonText;

/**
 * The stream of {@link Granite}: an array from the beginning on, else all text is content. What cannot be read is swallowed with
 * all that follows.
 */
final class GraniteStream extends GrowingText {

    private enum State {
        BEGINNING, CONTENT, CALLS
    }

    private final CallArrayStream calls = new CallArrayStream(CallManner.comparing("arguments"), out);
    private State state = State.BEGINNING;

    @Override
    protected void advance() {
        if (state == State.BEGINNING) {
            state = begin();
        }
        if (state == State.CONTENT) {
            content(text.length());
        }
        for (; state == State.CALLS && at < text.length(); at++) {
            calls.accept(text.charAt(at), at);
        }
    }

    private State begin() {
        at = PythonText.skipSpace(text, 0);
        boolean open = mayBecome(Granite.TOKEN);
        at += startsWith(Granite.TOKEN) ? Granite.TOKEN.length() : 0;
        at = PythonText.skipSpace(text, at);
        open |= mayBecome(Granite.STRING);
        at += startsWith(Granite.STRING) ? Granite.STRING.length() : 0;
        at = PythonText.skipSpace(text, at);
        if (at < text.length() && text.charAt(at) == '[') {
            return State.CALLS;
        }
        at = 0;
        return !ended && (open || PythonText.isBlank(text)) ? State.BEGINNING : undecided();
    }

    /** Markers alone may still be followed by an array. */
    private State undecided() {
        String stripped = PythonText.strip(text.toString());
        boolean markersOnly = stripped.equals(Granite.TOKEN) || stripped.equals(Granite.STRING);
        return !ended && markersOnly ? State.BEGINNING : State.CONTENT;
    }
}
