package gymscope.parsing.python;

import gymscope.parsing.GrowingText;

/** The streams of {@link Pythonic}: calls from the very beginning on, else all text is content; other text is swallowed. */
final class PythonicStream extends GrowingText {

    private enum State {
        BEGINNING, CONTENT, CALLS
    }

    private final boolean llama;
    private final PythonCallStream calls = new PythonCallStream(out, true, false);
    private State state = State.BEGINNING;

    PythonicStream(boolean llama) {
        this.llama = llama;
    }

    @Override
    protected void advance() {
        if (state == State.BEGINNING) {
            begin();
        }
        if (state == State.CONTENT) {
            content(text.length());
        }
        for (; state == State.CALLS && at < text.length(); at++) {
            calls.accept(text.charAt(at), at);
        }
    }

    private void begin() {
        if (text.isEmpty() || (llama && mayBecome(Pythonic.START))) {
            return;
        }
        boolean marked = llama && startsWith(Pythonic.START);
        at = marked ? Pythonic.START.length() : 0;
        state = marked || text.charAt(0) == '[' ? State.CALLS : State.CONTENT;
    }
}
