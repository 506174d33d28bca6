package gymscope.tokens.reading.error;

import gymscope.wire.WaitingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a server wants to be asked again: {@code retry-after-ms} (Azure), {@code retry-after} in seconds or as a date (RFC
 * 9110, 10.2.3), OpenAI's {@code x-ratelimit-reset-*} ({@code 6m0s}, {@code 120ms}).
 */
final class Waits {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
    private static final Pattern SENTENCE = Pattern.compile(
            "(?:try again|retry) (?:in|after) ((?:[0-9.]{1,12}(?:ms|d|h|m|s)){1,4}|[0-9.]{1,12}(?= seconds?))");
    private static final String RESET = "x-ratelimit-reset-";

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Waits(Map<String, String> headers) {
        this.headers.putAll(headers);
    }

    /** How long to wait in milliseconds, from the headers or else from the sentence; null when it does not say. */
    @Nullable
    Long retryAfter(@Nullable String message) {
        String inMilliseconds = headers.get("retry-after-ms");
        if (inMilliseconds != null && SECONDS.matcher(inMilliseconds.strip()).matches()) {
            return Math.round(Double.parseDouble(inMilliseconds.strip()));
        }
        String after = headers.get("retry-after");
        Duration asked = after == null ? null : WaitingTime.read(after.strip());
        if (asked == null && after != null) {
            asked = untilDate(after.strip());
        }
        if (asked == null && message != null) {
            Matcher sentence = SENTENCE.matcher(message);
            asked = sentence.find() ? WaitingTime.read(sentence.group(1)) : null;
        }
        return asked == null ? null : Long.valueOf(asked.toMillis());
    }

    /** Milliseconds until each limit is renewed, by what it limits: {@code requests}, {@code tokens}. */
    Map<String, Long> resets() {
        Map<String, Long> resets = new TreeMap<>();
        headers.forEach((name, value) -> {
            Duration until = name.regionMatches(true, 0, RESET, 0, RESET.length()) ? WaitingTime.read(value.strip()) : null;
            if (until != null) {
                resets.put(name.substring(RESET.length()).toLowerCase(Locale.ROOT).replace('-', '_'), until.toMillis());
            }
        });
        return resets;
    }

    /** By the server's own clock where the answer tells it. */
    private @Nullable Duration untilDate(String text) {
        Instant date = date(text);
        Instant answered = date(headers.getOrDefault("date", ""));
        if (date == null) {
            return null;
        }
        Duration until = Duration.between(answered == null ? Instant.now() : answered, date);
        return until.isNegative() ? Duration.ZERO : until;
    }

    private static @Nullable Instant date(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException notDate) {
            return null;
        }
    }
}
