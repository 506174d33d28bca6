package gymscope.client;

import java.time.Duration;

/**
 * How long a call waits.
 *
 * @param connect for a connection
 * @param idle for the next byte, the first one included: a long prompt without a stream sends nothing for minutes
 * @param total for the whole answer
 */
public record Timeouts(Duration connect, Duration idle, Duration total) {

    /** 10 s for a connection, 10 minutes without a byte, one hour in all. */
    public static final Timeouts STANDARD = new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(1));

    public Timeouts {
        for (Duration duration : new Duration[]{connect, idle, total}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("A time-out is longer than zero: " + duration);
            }
        }
    }

    /** None of the three longer than this. */
    public Timeouts within(Duration limit) {
        return new Timeouts(shorter(connect, limit), shorter(idle, limit), shorter(total, limit));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
