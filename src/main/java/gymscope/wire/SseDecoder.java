package gymscope.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@code text/event-stream} apart, whatever pieces it arrives in (WHATWG HTML, section 9.2.6: lines end in CR,
 * LF or both, a comment starts with a colon, an empty line ends an event). Not thread-safe.
 */
public final class SseDecoder {

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder data = new StringBuilder();
    private @Nullable String event;
    private boolean hasData;
    private boolean afterCarriageReturn;

    /** Takes in the next piece and returns the events that it completed. */
    public List<ServerSentEvent> push(String piece) {
        List<ServerSentEvent> events = new ArrayList<>();
        for (int i = 0; i < piece.length(); i++) {
            char character = piece.charAt(i);
            boolean secondHalfOfLineEnd = afterCarriageReturn && character == '\n';
            afterCarriageReturn = character == '\r';
            if (secondHalfOfLineEnd) {
                continue;
            }
            if (character == '\n' || character == '\r') {
                endLine(events);
            } else {
                line.append(character);
            }
        }
        return events;
    }

    /** Ends the stream: an event that was cut off before its empty line is returned too. */
    public List<ServerSentEvent> finish() {
        List<ServerSentEvent> events = new ArrayList<>();
        if (!line.isEmpty()) {
            endLine(events);
        }
        endEvent(events);
        return events;
    }

    private void endLine(List<ServerSentEvent> events) {
        String text = line.toString();
        line.setLength(0);
        if (text.isEmpty()) {
            endEvent(events);
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("data")) {
            data.append(hasData ? "\n" : "").append(value);
            hasData = true;
        } else if (field.equals("event")) {
            event = value;
        }
    }

    private void endEvent(List<ServerSentEvent> events) {
        if (hasData) {
            events.add(new ServerSentEvent(event, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        event = null;
    }
}
