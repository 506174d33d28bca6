package gymscope.ui.shell;

import gymscope.wire.Exchange;
import java.util.List;

/**
 * What the inspector shows: exchanges of which one is in view.
 *
 * @param title what they are, such as {@code Exchange 3 of 3}; empty to let the inspector count
 * @param exchanges at least one
 * @param index the one in view
 */
public record Inspection(String title, List<Exchange> exchanges, int index) {

    public Inspection {
        exchanges = List.copyOf(exchanges);
    }

    /** One exchange. */
    public static Inspection of(Exchange exchange) {
        return new Inspection("", List.of(exchange), 0);
    }

    /** The exchange in view. */
    public Exchange exchange() {
        return exchanges.get(index);
    }
}
