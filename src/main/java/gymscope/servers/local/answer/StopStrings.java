package gymscope.servers.local.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds stop strings in a text that grows. */
final class StopStrings {

    private final List<String> stops;
    private final int longest;

    StopStrings(List<String> stops) {
        this.stops = stops;
        this.longest = stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Where a stop string stands. */
    record Found(String stop, int start) {}

    /**
     * The first stop string that ends within what was added.
     *
     * @param from before it the text was searched already
     */
    @Nullable
    Found find(StringBuilder text, int from) {
        Found first = null;
        for (String stop : stops) {
            int at = text.indexOf(stop, Math.max(0, from - stop.length() + 1));
            if (at >= 0 && (first == null || at < first.start())) {
                first = new Found(stop, at);
            }
        }
        return first;
    }

    /** How many characters at the end may be the beginning of a stop string. */
    int held(StringBuilder text) {
        for (int length = Math.min(longest - 1, text.length()); length > 0; length--) {
            String end = text.substring(text.length() - length);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return length;
            }
        }
        return 0;
    }
}
