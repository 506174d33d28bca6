package gymscope.servers;

import gymscope.wire.ServedExchange;
import gymscope.wire.ServedSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what servers had, in its order; can be shut. */
public final class KeptExchanges implements ServedSink {

    private final LinkedBlockingQueue<ServedExchange> kept = new LinkedBlockingQueue<>();
    private volatile boolean open = true;

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void accept(ServedExchange exchange) {
        kept.add(exchange);
    }

    public void open(boolean isOpen) {
        open = isOpen;
    }

    /** The next one; waits for it. */
    public ServedExchange take() throws InterruptedException {
        return Objects.requireNonNull(kept.poll(30, TimeUnit.SECONDS), "an exchange was kept");
    }

    /** Those that were not taken yet. */
    public List<ServedExchange> rest() {
        return new ArrayList<>(kept);
    }
}
