package gymscope.client;

import gymscope.wire.Exchange;
import gymscope.wire.StreamEvent;
import java.util.function.Consumer;

/**
 * One call, made once. The thread that makes it waits; on a virtual thread an interrupt ends it, and {@link #cancel}
 * ends it from any thread.
 */
public interface Call {

    /** Reads the whole answer. Never throws for what the network or the server did: the exchange says it. */
    Exchange execute();

    /**
     * Reads the whole answer and hands its events over as they arrive, on this thread. An answer that is no stream gives
     * no event. What {@code onEvent} throws ends the call and is thrown on.
     */
    Exchange stream(Consumer<? super StreamEvent> onEvent);

    /**
     * Reads status and headers only and leaves the body to the caller, who closes it. The exchange goes to the sink when
     * the body ends.
     *
     * @throws NoAnswer when no status came
     */
    RawAnswer open();

    /** Ends the call at once; what arrived so far is in its exchange, whose failure says that it was cancelled. */
    void cancel();
}
