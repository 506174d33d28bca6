package gymscope.ui.controls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as they stand on screen: thousands with commas, a true minus, units, 24-hour local times. */
public final class Figures {

    /** What an unknown value is written as; never 0. */
    public static final String UNKNOWN = "–";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private Figures() {
    }

    /** A whole number, {@code 1,024}. */
    public static String count(long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    /** A count with its noun, {@code 1 server}, {@code 5 servers}. */
    public static String count(long value, String singular, String plural) {
        return count(value) + " " + (value == 1 ? singular : plural);
    }

    /** A number with so many places, {@code −0.620}. */
    public static String decimal(double value, int places) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "\u2212∞" : "∞";
        }
        return minus(String.format(Locale.ROOT, "%,." + places + "f", value));
    }

    /** A duration with a fitting unit: {@code 0.31 ms}, {@code 182 ms}, {@code 2.4 s}, {@code 45:18}, {@code 2 h 11 min}. */
    public static String duration(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        if (millis < 10) {
            return decimal(millis, millis < 1 ? 2 : 1) + " ms";
        }
        if (millis < 1000) {
            return count(Math.round(millis)) + " ms";
        }
        if (millis < 60_000) {
            return decimal(millis / 1000, 1) + " s";
        }
        long seconds = duration.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %d min", seconds / 3600, seconds % 3600 / 60);
    }

    /** A large number in short, {@code 1.23 M}. */
    public static String brief(double value) {
        if (value >= 1e9) {
            return decimal(value / 1e9, 2) + " G";
        }
        return value >= 1e6 ? decimal(value / 1e6, 2) + " M" : count(Math.round(value));
    }

    /** A time of day, {@code 14:04:07}. */
    public static String clock(Instant time) {
        return CLOCK.format(time);
    }

    private static String minus(String number) {
        return number.startsWith("-") ? "\u2212" + number.substring(1) : number;
    }
}
