package gymscope.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a {@code text/event-stream} (WHATWG HTML, section 9.2).
 *
 * @param event the event's name, null when the stream gave none
 * @param data the data lines, joined by newlines
 */
public record ServerSentEvent(@Nullable String event, String data) {

    /** The data of OpenAI's last event of a stream. */
    public static final String DONE = "[DONE]";

    /** An event without a name, as Chat Completions sends them. */
    public static ServerSentEvent of(JsonNode data) {
        return new ServerSentEvent(null, Json.write(data));
    }

    /** An event with a name, as Responses sends them. */
    public static ServerSentEvent of(String event, JsonNode data) {
        return new ServerSentEvent(event, Json.write(data));
    }

    /** OpenAI's last event. */
    public static ServerSentEvent done() {
        return new ServerSentEvent(null, DONE);
    }

    /** Whether this is OpenAI's last event. */
    public boolean isDone() {
        return data.equals(DONE);
    }

    /** The event as it is written to the wire, with the empty line that ends it. */
    public String encode() {
        StringBuilder text = new StringBuilder();
        if (event != null) {
            text.append("event: ").append(event).append('\n');
        }
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString();
    }
}
