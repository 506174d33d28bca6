package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import org.jspecify.annotations.Nullable;

/**
 * The streams of {@link Granite20b} and {@link Llama3Json}: call objects one after the other from the very beginning of the text
 * on, else all of it is content. Between two objects vLLM skips as many characters as a separator has, whatever they are. What
 * cannot be read ends it: nothing of the rest comes out.
 */
final class CallSequenceStream extends GrowingText {

    private enum State {
        BEGINNING, CONTENT, SEPARATOR, BEFORE_CALL, CALL, LOST
    }

    private static final int SEPARATOR_LENGTH = 2;

    private final String open;
    private final boolean llama;
    private final CallManner manner;
    private State state = State.BEGINNING;
    private @Nullable CallObjectStream call;
    private int skipped;

    /**
     * A stream.
     *
     * @param open the marker that begins the text
     * @param llama whether the marker is optional, separators are {@code "; "} and arguments may be {@code parameters}
     */
    CallSequenceStream(String open, boolean llama) {
        this.open = open;
        this.llama = llama;
        this.manner = llama ? CallManner.comparing("arguments", "parameters") : CallManner.comparing("arguments");
    }

    @Override
    protected void advance() {
        if (state == State.BEGINNING && !begin()) {
            return;
        }
        if (state == State.CONTENT) {
            content(text.length());
        }
        for (; state != State.LOST && at < text.length(); at++) {
            accept(text.charAt(at));
        }
    }

    /** Whether it is known how the text begins. */
    private boolean begin() {
        if (text.isEmpty() || mayBecome(open)) {
            return false;
        }
        if (startsWith(open)) {
            at = open.length();
            state = State.BEFORE_CALL;
        } else {
            state = llama && text.charAt(0) == '{' ? State.BEFORE_CALL : State.CONTENT;
        }
        return true;
    }

    private void accept(char c) {
        switch (state) {
            case SEPARATOR -> separator(c);
            case BEFORE_CALL -> beforeCall(c);
            case CALL -> {
                if (call == null || !call.accept(c, at)) {
                    state = State.LOST;
                } else if (call.isClosed()) {
                    state = State.SEPARATOR;
                    skipped = 0;
                }
            }
            default -> {
                // Content is given out at once, what is lost is not read.
            }
        }
    }

    private void separator(char c) {
        boolean leading = !llama && skipped == 0 && Character.isWhitespace(c);
        skipped += leading ? 0 : 1;
        if (skipped == (llama ? SEPARATOR_LENGTH : open.length())) {
            state = State.BEFORE_CALL;
        }
    }

    private void beforeCall(char c) {
        if (c == '{') {
            if (call != null) {
                call.anotherFollows();
            }
            call = new CallObjectStream(manner, out, at);
            call.accept(c, at);
            state = State.CALL;
        } else if (!Character.isWhitespace(c)) {
            state = State.LOST;
        }
    }
}
