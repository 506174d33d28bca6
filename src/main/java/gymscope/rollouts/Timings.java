package gymscope.rollouts;

import gymscope.rollouts.lines.JsonLines;
import gymscope.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** When rollouts started and how long they took, as a run of ours noted it; empty for a run of NeMo Gym's. */
final class Timings {

    private final Map<RolloutKey, Timing> timings = new HashMap<>();

    private record Timing(@Nullable Instant startedAt, @Nullable Duration duration) {}

    /** Reads the file, if it is there; of several lines for a rollout the last counts. */
    static Timings read(Path file) {
        Timings read = new Timings();
        if (Files.exists(file)) {
            JsonLines.read(file, (number, text, line) -> {
                read.add(line);
                return true;
            });
        }
        return read;
    }

    static ObjectNode line(RolloutKey key, Instant startedAt, Duration duration) {
        return Json.object().put(RolloutKey.TASK, key.task()).put(RolloutKey.ATTEMPT, key.attempt())
                .put("started_at", startedAt.toString()).put("seconds", duration.toMillis() / 1000.0);
    }

    /** The summary of a row with its time. */
    RolloutSummary summary(RolloutKey key, JsonNode row) {
        Timing timing = timings.getOrDefault(key, new Timing(null, null));
        return RolloutSummary.of(key, row, timing.startedAt(), timing.duration());
    }

    private void add(ObjectNode line) {
        RolloutKey key = RolloutKey.of(line);
        Double seconds = Json.number(line, "seconds");
        if (key != null) {
            timings.put(key, new Timing(instant(Json.text(line, "started_at")),
                    seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000))));
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException problem) {
            LoggerFactory.getLogger(Timings.class).debug("No instant: {}", text, problem);
            return null;
        }
    }
}
