package gymscope.workspace.history;

import gymscope.wire.Exchange;
import gymscope.wire.ServedExchange;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An exchange that waits to be written.
 *
 * @param exchange reads it; only called on the thread that writes
 * @param upstream reads from it what was sent to upstreams; only called on that thread, too
 * @param tokens how many were generated as a server counted, 0 when not known
 * @param size about how many bytes it takes in memory
 */
record Waiting(Supplier<Exchange> exchange, Function<Exchange, List<Exchange>> upstream, List<String> warnings, long tokens,
        long size) {

    private static final int OVERHEAD = 1_024;

    static Waiting of(Exchange exchange) {
        long events = 0;
        for (var event : exchange.events()) {
            events += event.event().data().length();
        }
        return new Waiting(() -> exchange, any -> List.of(), List.of(), 0,
                OVERHEAD + exchange.requestBody().length() + exchange.responseBody().length() + events);
    }

    static Waiting of(ServedExchange served) {
        return new Waiting(served::toExchange, served::upstream, served.answered().warnings(), served.answered().tokens(),
                OVERHEAD + served.size());
    }
}
