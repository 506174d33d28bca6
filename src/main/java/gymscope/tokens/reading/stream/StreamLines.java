package gymscope.tokens.reading.stream;

import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the raw lines of a stream apart: server-sent events, or Ollama's JSON lines. More lenient than the standard, since
 * what is saved is often not what was sent: events may stand on lines right after each other without an empty one between
 * them, and lines may keep their carriage returns. Several data lines make one event only where they are no JSON each.
 */
final class StreamLines {

    private final List<ServerSentEvent> events = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private @Nullable String name;

    private StreamLines() {
    }

    static List<ServerSentEvent> events(List<String> lines) {
        StreamLines reader = new StreamLines();
        lines.forEach(line -> reader.take(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
        reader.end();
        return reader.events;
    }

    private void take(String line) {
        if (line.isBlank()) {
            end();
        } else if (line.stripLeading().startsWith("{")) {
            end();
            events.add(new ServerSentEvent(null, line.strip()));
        } else if (line.startsWith("data:")) {
            data.add(value(line, "data:"));
        } else if (line.startsWith("event:")) {
            if (!data.isEmpty()) {
                end();
            }
            name = value(line, "event:");
        }
    }

    private void end() {
        boolean each = data.stream().allMatch(line -> line.equals(ServerSentEvent.DONE) || Json.parseOrNull(line) != null);
        if (data.size() > 1 && each) {
            data.forEach(line -> events.add(new ServerSentEvent(name, line)));
        } else if (data.size() > 1) {
            addJoined();
        } else if (data.size() == 1) {
            events.add(new ServerSentEvent(name, data.getFirst()));
        }
        data.clear();
        name = null;
    }

    /** One value over several lines, or single values of which the last was cut off. */
    private void addJoined() {
        String joined = String.join("\n", data);
        boolean cutOff = Json.parseOrNull(joined) == null
                && data.subList(0, data.size() - 1).stream().allMatch(line -> Json.parseOrNull(line) != null);
        if (cutOff) {
            data.forEach(line -> events.add(new ServerSentEvent(name, line)));
        } else {
            events.add(new ServerSentEvent(name, joined));
        }
    }

    private static String value(String line, String field) {
        String value = line.substring(field.length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
