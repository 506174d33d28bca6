package gymscope.rollouts;

import java.time.Duration;

/** Time that passes while it runs. Not thread-safe. */
final class Stopwatch {

    private long before;
    private long runsSince;
    private boolean runs;

    void run() {
        if (!runs) {
            runs = true;
            runsSince = System.nanoTime();
        }
    }

    void halt() {
        before = elapsed().toNanos();
        runs = false;
    }

    Duration elapsed() {
        return Duration.ofNanos(before + (runs ? System.nanoTime() - runsSince : 0));
    }
}
