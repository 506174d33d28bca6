package gymscope.engine.generation;

import gymscope.wire.Fault;

/** The engine has as many requests waiting as it takes; the same request may be taken a little later. */
public final class BusyFault extends Fault {

    /** @param waiting how many requests wait */
    public BusyFault(int waiting) {
        super("The local model is busy: " + waiting + " requests are waiting already.",
                "Send fewer requests at once, or try again in a moment.");
    }
}
