package gymscope.ui.inspector;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a stream as the Events tab lists it.
 *
 * @param number of the event, from 1
 * @param arrival since the request was sent
 * @param gap since the event before; for the first one, since the request was sent
 * @param kind what it brings, in a word or two: a Responses event's type, or what a chunk holds
 * @param text the piece of text, arguments, or words that it brings; empty when it brings none
 * @param data its data as it came
 */
record EventLine(int number, Duration arrival, Duration gap, String kind, String text, String data) {

    /** All events of an exchange, in their order. */
    static List<EventLine> of(Exchange exchange) {
        List<EventLine> lines = new ArrayList<>();
        Duration before = Duration.ZERO;
        for (StreamEvent event : exchange.events()) {
            lines.add(of(lines.size() + 1, event, event.arrival().minus(before)));
            before = event.arrival();
        }
        return lines;
    }

    private static EventLine of(int number, StreamEvent event, Duration gap) {
        String data = event.event().data();
        JsonNode json = event.json();
        List<String> kinds = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        if (event.event().isDone()) {
            kinds.add("done");
        } else if (json == null || !json.isObject()) {
            kinds.add("not JSON");
            text.append(data);
        } else if (json.has("error")) {
            kinds.add("error");
            text.append(Json.write(json.get("error")));
        } else if (json.has("type")) {
            kinds.add(json.path("type").asString(""));
            append(text, json.get("delta"));
        } else {
            readChunk(json, kinds, text);
        }
        return new EventLine(number, event.arrival(), gap, String.join(", ", kinds), text.toString(), data);
    }

    private static void readChunk(JsonNode json, List<String> kinds, StringBuilder text) {
        for (JsonNode choice : Json.elements(json, "choices")) {
            JsonNode delta = choice.path("delta");
            piece(delta.get("reasoning"), "reasoning", kinds, text);
            piece(delta.get("reasoning_content"), "reasoning", kinds, text);
            piece(delta.get("content"), "content", kinds, text);
            piece(choice.get("text"), "text", kinds, text);
            for (JsonNode call : Json.elements(delta, "tool_calls")) {
                piece(call.path("function").get("name"), "tool name", kinds, text);
                piece(call.path("function").get("arguments"), "tool arguments", kinds, text);
            }
            String finish = Json.text(choice, "finish_reason");
            if (finish != null) {
                kinds.add("finish: " + finish);
            }
        }
        if (json.hasNonNull("usage")) {
            kinds.add("usage");
        }
        if (kinds.isEmpty()) {
            kinds.add(Json.elements(json, "choices").isEmpty() ? "no choice" : "empty delta");
        }
    }

    private static void piece(@Nullable JsonNode value, String kind, List<String> kinds, StringBuilder text) {
        if (value != null && value.isString() && !value.asString().isEmpty()) {
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
            append(text, value);
        }
    }

    private static void append(StringBuilder text, @Nullable JsonNode value) {
        if (value != null && value.isString()) {
            text.append(value.asString());
        }
    }
}
