package gymscope.ui.shell;

import gymscope.wire.Exchange;
import java.util.List;

/**
 * What the inspector shows: exchanges of which one is in view.
 *
 * @param title what they are, such as {@code Exchange 3 of 3}; empty to let the inspector count
 * @param exchanges at least one
 * @param index the one in view
 * @param upstream for each exchange what was sent to upstreams for it, an exchange each attempt; may be shorter, and each may
 *            be empty
 */
public record Inspection(String title, List<Exchange> exchanges, int index, List<List<Exchange>> upstream) {

    public Inspection {
        exchanges = List.copyOf(exchanges);
        upstream = upstream.stream().map(List::copyOf).toList();
    }

    /** Exchanges of which no more is known. */
    public Inspection(String title, List<Exchange> exchanges, int index) {
        this(title, exchanges, index, List.of());
    }

    /** One exchange. */
    public static Inspection of(Exchange exchange) {
        return new Inspection("", List.of(exchange), 0);
    }

    /** The same with another one in view. */
    public Inspection at(int newIndex) {
        return new Inspection(title, exchanges, newIndex, upstream);
    }

    /** The exchange in view. */
    public Exchange exchange() {
        return exchanges.get(index);
    }

    /** What was sent to upstreams for the exchange in view; empty where that was the same. */
    public List<Exchange> sentOn() {
        return index < upstream.size() ? upstream.get(index) : List.of();
    }
}
