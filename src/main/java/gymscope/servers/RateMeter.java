package gymscope.servers;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much came per second of late: ten buckets of a second each. Thread-safe. */
final class RateMeter {

    private static final int BUCKETS = 10;

    private final long[] counts = new long[BUCKETS];
    private final LongSupplier nanoClock;
    private long newest;
    private long first = -1;

    RateMeter(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    synchronized void add(long count) {
        long second = advance();
        first = first < 0 ? second : first;
        counts[(int) (second % BUCKETS)] += count;
    }

    /** The mean over the last ten seconds, or over the time since the first count when that is shorter. */
    synchronized double perSecond() {
        long second = advance();
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return first < 0 ? 0 : (double) sum / Math.clamp(second - first + 1, 1, BUCKETS);
    }

    /** Empties the buckets of the seconds that went by, and returns the current one. */
    private long advance() {
        long second = TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong());
        for (long passed = Math.max(newest + 1, second - BUCKETS + 1); passed <= second; passed++) {
            counts[(int) (passed % BUCKETS)] = 0;
        }
        newest = Math.max(newest, second);
        return second;
    }
}
