package gymscope.client;

import java.time.Duration;

/**
 * How often a call is repeated that failed before its answer began: no connection, or a status 408, 409, 429, 500, 502,
 * 503, 504. A used-up quota is not repeated.
 *
 * @param times how often after the first attempt, 0 for never
 * @param pause before the first repetition; it doubles each time, with jitter; {@code retry-after} wins when it is longer
 */
public record Retry(int times, Duration pause) {

    /** One attempt only. */
    public static final Retry NEVER = new Retry(0, Duration.ofMillis(500));

    public Retry {
        if (times < 0 || pause.isNegative()) {
            throw new IllegalArgumentException("Retries and their pause are not negative: " + times + ", " + pause);
        }
    }

    /** This many repetitions, the first one after half a second. */
    public static Retry of(int times) {
        return new Retry(times, NEVER.pause);
    }
}
