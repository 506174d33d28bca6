package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a stream adds up to.
 *
 * @param document in the form of the same request without streaming; null when no event carries a part of an answer
 * @param error what holds an error in a shape of error bodies, null when no event does
 * @param done whether the stream was properly ended, as its dialect ends it
 * @param malformed events whose data is not JSON, for instance cut off
 */
public record StreamDocument(@Nullable JsonNode document, @Nullable JsonNode error, boolean done, int malformed) {

    /** Adds up the raw lines of a stream, empty ones included or not. */
    public static StreamDocument ofLines(List<String> lines) {
        return of(StreamLines.events(lines).stream().map(event -> new StreamEvent(Duration.ZERO, event)).toList());
    }

    /** Adds up events. */
    public static StreamDocument of(List<StreamEvent> events) {
        List<JsonNode> parts = new ArrayList<>();
        JsonNode error = null;
        boolean done = false;
        int malformed = 0;
        for (StreamEvent event : events) {
            JsonNode data = event.json();
            if (event.event().isDone()) {
                done = true;
            } else if (data == null) {
                malformed++;
            } else {
                JsonNode wrong = errorIn(event.event(), data);
                error = wrong == null ? error : wrong;
                parts.add(data);
            }
        }
        StreamMerge merge = parts.stream().map(StreamMerge::forPart).filter(Objects::nonNull).findFirst().orElse(null);
        if (merge == null) {
            return new StreamDocument(null, error, done, malformed);
        }
        parts.forEach(merge::add);
        return new StreamDocument(merge.document(), error, done || merge.isDone(), malformed);
    }

    private static @Nullable JsonNode errorIn(ServerSentEvent event, JsonNode data) {
        JsonNode failed = data.path("response").path("error");
        if ("response.failed".equals(Json.text(data, "type")) && failed.isObject()) {
            return Json.object().set("error", failed);
        }
        boolean told = data.hasNonNull("error") || "error".equals(Json.text(data, "type"))
                || "error".equals(Json.text(data, "object"));
        if (told) {
            return data;
        }
        return "error".equals(event.event()) ? Json.object().set("error", data) : null;
    }
}
