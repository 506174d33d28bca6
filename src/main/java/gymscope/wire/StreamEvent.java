package gymscope.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of a stream with the time of its arrival.
 *
 * @param arrival since the request was sent
 * @param event the event as it came
 */
public record StreamEvent(Duration arrival, ServerSentEvent event) {

    /** The event's data as JSON, null for {@code [DONE]} and for data that is not JSON. */
    public @Nullable JsonNode json() {
        return event.isDone() ? null : Json.parseOrNull(event.data());
    }
}
