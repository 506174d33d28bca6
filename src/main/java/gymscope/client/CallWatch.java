package gymscope.client;

import gymscope.wire.Exchange;
import java.util.function.Supplier;

/** Is told on the call's own thread when it has to wait and when it goes on. Be quick. */
public interface CallWatch {

    /** Looks away. */
    CallWatch NONE = new CallWatch() {

        @Override
        public void waiting(Waiting waiting) {
            // Nobody wants to know.
        }

        @Override
        public void goesOn() {
            // Nobody wants to know.
        }
    };

    /** The call waits: for its turn, or before it asks again. */
    void waiting(Waiting waiting);

    /** The wait is over. */
    void goesOn();

    /**
     * The other side's turn is over.
     *
     * @param nanos how long it was the other side's turn: from the request's end to the answer's head, and while more of the
     *            body was awaited
     */
    default void upstreamTook(long nanos) {
        // Only those who measure themselves want to know.
    }

    /**
     * An attempt was answered with an error, whether or not it is made again.
     *
     * @param body what the answer said, without the endpoint's key
     */
    default void refused(int status, String body) {
        // The answer says it, too.
    }

    /** Whether it wants to know of attempts. */
    default boolean keepsAttempts() {
        return false;
    }

    /**
     * An attempt has ended.
     *
     * @param status of the answer, 0 when none came
     * @param request its request's body; not to be changed
     * @param attempt makes the exchange, masked, whenever it is wanted and on any thread; its body may be missing
     */
    default void attempted(int status, byte[] request, Supplier<Exchange> attempt) {
        // Only those who said so are told.
    }

    /** The caller has read these bytes of the answer's body; the array is not to be changed, and changes afterwards. */
    default void read(byte[] bytes, int offset, int count) {
        // Only those who keep what is converted want to know.
    }
}
