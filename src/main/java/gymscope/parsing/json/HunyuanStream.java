package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import gymscope.parsing.arguments.PythonText;

/** The stream of {@link Hunyuan}: calls from the beginning on, else all text is content. */
final class HunyuanStream extends GrowingText {

    private enum State {
        BEGINNING, CONTENT, CALLS
    }

    private final LaggingCalls calls = new LaggingCalls(out);
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
        if (mayBecome(Hunyuan.OPEN)) {
            at = 0;
            return State.BEGINNING;
        }
        if (startsWith(Hunyuan.OPEN)) {
            at = PythonText.skipSpace(text, at + Hunyuan.OPEN.length());
            if (at == text.length() && !ended) {
                at = 0;
                return State.BEGINNING;
            }
        }
        State found = startsWith("[") ? State.CALLS : State.CONTENT;
        at = found == State.CONTENT ? 0 : at;
        return found;
    }
}
