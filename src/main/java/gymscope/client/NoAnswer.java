package gymscope.client;

import gymscope.wire.Exchange;
import gymscope.wire.Fault;

/** A call that got no status: nothing listens, the name is not known, time ran out, it was cancelled. */
public final class NoAnswer extends Fault {

    private final transient Exchange exchange;

    NoAnswer(Exchange exchange, String sentence, String hint) {
        super(sentence, hint);
        this.exchange = exchange;
    }

    /** What was tried. */
    public Exchange exchange() {
        return exchange;
    }
}
