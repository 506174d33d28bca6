package gymscope.ui.chat.conversation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** From when to when something came, and how often. */
final class Stretch {

    private @Nullable Duration first;
    private @Nullable Duration last;
    private long pieces;

    void add(Duration arrival) {
        first = first == null ? arrival : first;
        last = arrival;
        pieces++;
    }

    /** When the first piece came, null before. */
    @Nullable
    Duration first() {
        return first;
    }

    long pieces() {
        return pieces;
    }

    @Nullable
    Duration length() {
        return first == null || last == null ? null : last.minus(first);
    }

    /** How many of so many came in a second after the first, null while unknown. */
    @Nullable
    Double rate(long count) {
        Duration length = length();
        return length == null || length.isZero() || count < 2 ? null : Double.valueOf((count - 1) * 1e9 / length.toNanos());
    }
}
