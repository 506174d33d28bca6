package gymscope.client;

import gymscope.wire.Exchange;

/** Takes every exchange that ended, whatever became of it. Called on the thread that read the answer: be quick. */
@FunctionalInterface
public interface ExchangeSink {

    /** A sink that keeps nothing. */
    ExchangeSink NONE = exchange -> {};

    void accept(Exchange exchange);
}
