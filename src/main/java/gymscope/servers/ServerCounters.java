package gymscope.servers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a server has been asked since it was made. Thread-safe. */
final class ServerCounters {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final LongAdder requests = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder clientErrors = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final RateMeter tokenRate = new RateMeter(System::nanoTime);

    void started() {
        requests.increment();
        inFlight.incrementAndGet();
    }

    void generated(long count) {
        tokens.add(count);
        tokenRate.add(count);
    }

    void finished(int status) {
        inFlight.decrementAndGet();
        if (status == TOO_MANY) {
            tooMany.increment();
        }
        if (status >= SERVER_ERROR) {
            serverErrors.increment();
        } else if (status >= CLIENT_ERROR) {
            clientErrors.increment();
        }
    }

    ServerFigures figures() {
        return new ServerFigures(requests.sum(), inFlight.get(), clientErrors.sum(), serverErrors.sum(), tooMany.sum(),
                tokens.sum(),
                tokenRate.perSecond());
    }
}
