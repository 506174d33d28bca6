package gymscope.client;

import gymscope.wire.WaitingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to be left alone: {@code retry-after-ms}, {@code Retry-After} in seconds or as a date (RFC 9110,
 * section 10.2.3), else OpenAI's {@code x-ratelimit-reset-requests} and {@code x-ratelimit-reset-tokens} ({@code 6m0s},
 * {@code 20ms}, plain seconds).
 */
final class AskedPause {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private AskedPause() {
    }

    /** Null when it does not say. */
    static @Nullable Duration of(Map<String, List<String>> headers, Instant now) {
        Duration inMilliseconds = number(first(headers, "retry-after-ms"), 1e6);
        if (inMilliseconds != null) {
            return inMilliseconds;
        }
        String after = first(headers, "retry-after");
        Duration asked = number(after, 1e9);
        if (asked == null && after != null) {
            asked = untilDate(after, now);
        }
        return asked == null ? untilReset(headers) : asked;
    }

    /** The limit that is used up decides; where none is said to be, the one that is renewed first. */
    private static @Nullable Duration untilReset(Map<String, List<String>> headers) {
        Duration usedUp = Stream.of("requests", "tokens")
                .filter(what -> "0".equals(first(headers, "x-ratelimit-remaining-" + what)))
                .flatMap(what -> Stream.ofNullable(length(first(headers, "x-ratelimit-reset-" + what))))
                .max(Duration::compareTo).orElse(null);
        return usedUp != null
                ? usedUp
                : Stream.of("requests", "tokens")
                        .flatMap(what -> Stream.ofNullable(length(first(headers, "x-ratelimit-reset-" + what))))
                        .min(Duration::compareTo).orElse(null);
    }

    private static @Nullable Duration untilDate(String text, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    private static @Nullable Duration length(@Nullable String text) {
        return text == null ? null : WaitingTime.read(text);
    }

    private static @Nullable Duration number(@Nullable String text, double nanosEach) {
        return text == null || !SECONDS.matcher(text).matches()
                ? null
                : Duration.ofNanos((long) (Double.parseDouble(text) * nanosEach));
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst().strip();
    }
}
