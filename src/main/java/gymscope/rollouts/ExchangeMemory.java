package gymscope.rollouts;

import gymscope.wire.Exchange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest model calls of a run by rollout; the oldest rollouts are forgotten first. Thread-safe. */
final class ExchangeMemory {

    /** About this many characters of bodies are kept. */
    private static final long BOUND = 64L << 20;

    private final Map<RolloutKey, List<Exchange>> exchanges = new LinkedHashMap<>();
    private long size;

    synchronized void add(RolloutKey key, Exchange exchange) {
        exchanges.computeIfAbsent(key, first -> new ArrayList<>()).add(exchange);
        size += sizeOf(exchange);
        Iterator<List<Exchange>> oldest = exchanges.values().iterator();
        while (size > BOUND && exchanges.size() > 1) {
            oldest.next().forEach(forgotten -> size -= sizeOf(forgotten));
            oldest.remove();
        }
    }

    synchronized List<Exchange> of(RolloutKey key) {
        return List.copyOf(exchanges.getOrDefault(key, List.of()));
    }

    private static long sizeOf(Exchange exchange) {
        return exchange.requestBody().length() + exchange.responseBody().length() + 512L;
    }
}
