package gymscope.wire;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time to wait as servers write it: plain seconds ({@code 1.5}), or numbers with units as Go does ({@code 6m0s}, {@code 120ms}). */
public final class WaitingTime {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|us|µs|ns|d|h|m|s)");

    private WaitingTime() {
    }

    /** Reads it; null when the text is none. */
    public static @Nullable Duration read(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
        }
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
            end = part.end();
        }
        return end == 0 || end < text.length() ? null : Duration.ofNanos(Math.round(nanos));
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "d" -> 86_400e9;
            case "h" -> 3600e9;
            case "m" -> 60e9;
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "us", "µs" -> 1e3;
            default -> 1;
        };
    }
}
