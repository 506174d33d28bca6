package gymscope.ui.chat.endpoint;

/**
 * Whether an endpoint offers something.
 *
 * @param state whether it does
 * @param source where that is known from, as the end of a sentence; empty when nothing is known
 */
public record Offer(State state, String source) {

    /** Nothing is known. */
    public static final Offer UNKNOWN = new Offer(State.NOT_KNOWN, "");

    /** Whether it is offered. */
    public enum State {
        OFFERED("Offered"), NOT_OFFERED("Not offered"), NOT_KNOWN("Not known");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** The state's words. */
        public String words() {
            return words;
        }
    }

    /** It is known not to be offered, so it is not asked for. */
    public boolean isRefused() {
        return state == State.NOT_OFFERED;
    }
}
