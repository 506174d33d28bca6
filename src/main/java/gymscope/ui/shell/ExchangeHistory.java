package gymscope.ui.shell;

import gymscope.client.ExchangeSink;
import gymscope.wire.Exchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The last exchanges of this session, newest first, bounded by number and by size. Thread-safe. */
public final class ExchangeHistory implements ExchangeSink {

    private static final int MOST = 2_000;
    private static final long MOST_CHARACTERS = 64L << 20;

    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<ExchangeSink> sinks = new CopyOnWriteArrayList<>();
    private long characters;

    @Override
    public void accept(Exchange exchange) {
        synchronized (exchanges) {
            exchanges.addFirst(exchange);
            characters += size(exchange);
            while (exchanges.size() > 1 && (exchanges.size() > MOST || characters > MOST_CHARACTERS)) {
                characters -= size(exchanges.removeLast());
            }
        }
        sinks.forEach(sink -> sink.accept(exchange));
        listeners.forEach(Runnable::run);
    }

    /** The exchanges, newest first. */
    public List<Exchange> all() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }

    /** Runs after each new exchange, on the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Hands each new exchange on too. */
    public void onExchange(ExchangeSink sink) {
        sinks.add(sink);
    }

    private static long size(Exchange exchange) {
        long events = exchange.events().stream().mapToLong(event -> event.event().data().length()).sum();
        return exchange.requestBody().length() + exchange.responseBody().length() + events;
    }
}
