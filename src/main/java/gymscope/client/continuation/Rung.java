package gymscope.client.continuation;

import gymscope.wire.Exchange;

/** A way to go on from a fork. */
public abstract sealed class Rung permits TokenPrompt, TextPrompt, Prefill, StepByStep {

    /** What it is, such as {@code Token ids on /v1/completions}. */
    public abstract String title();

    /** What it can't guarantee, in a sentence or two. */
    public abstract String caveat();

    /** Whether its pieces are the model's raw text, markers of reasoning and calls included; else they are content. */
    public abstract boolean raw();

    /**
     * Goes on from the fork; blocks.
     *
     * @return the last exchange that it made, well or not
     * @throws NotOpen when this way is not open here
     */
    abstract Exchange go(Steps steps, Fork fork) throws NotOpen;

    /** This way is not open, and why. */
    static final class NotOpen extends Exception {

        NotOpen(String sentence) {
            super(sentence);
        }

        /** Why, a whole sentence. */
        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
