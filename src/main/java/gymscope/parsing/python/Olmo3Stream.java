package gymscope.parsing.python;

import gymscope.parsing.GrowingText;

/** The stream of {@link Olmo3}: text that does not begin with {@code <} is content; between the markers stand calls. */
final class Olmo3Stream extends GrowingText {

    private enum State {
        BEGINNING, CONTENT, CALLS, DONE
    }

    private final PythonCallStream calls = new PythonCallStream(out, false, false);
    private State state = State.BEGINNING;

    @Override
    protected void advance() {
        if (state == State.BEGINNING && !text.isEmpty() && !mayBecome(Olmo3.OPEN)) {
            boolean marked = startsWith(Olmo3.OPEN);
            at = marked ? Olmo3.OPEN.length() : 0;
            state = marked ? State.CALLS : text.charAt(0) == '<' ? State.DONE : State.CONTENT;
        }
        if (state == State.CONTENT) {
            content(text.length());
        }
        if (state == State.CALLS) {
            int close = find(Olmo3.CLOSE);
            int end = close < 0 ? settled(Olmo3.CLOSE) : close;
            for (; at < end; at++) {
                calls.accept(text.charAt(at), at);
            }
            state = close < 0 ? State.CALLS : State.DONE;
        }
    }
}
