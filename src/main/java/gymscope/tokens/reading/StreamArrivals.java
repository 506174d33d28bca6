package gymscope.tokens.reading;

import gymscope.tokens.AnswerParts;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells each token of a streamed answer when the event that brought it arrived. */
final class StreamArrivals {

    private StreamArrivals() {
    }

    static TokenTrace add(TokenTrace trace, List<StreamEvent> events, int choice) {
        List<Duration> arrivals = new ArrayList<>();
        List<TraceToken> seen = new ArrayList<>();
        for (StreamEvent event : events) {
            JsonNode data = event.json();
            if (data == null) {
                continue;
            }
            int before = seen.size();
            seen.addAll(tokens(data, choice, before));
            while (arrivals.size() < seen.size()) {
                arrivals.add(event.arrival());
            }
        }
        // A Responses stream that was cut off has no final document: its deltas are all there is.
        TokenTrace whole = trace.isEmpty() ? new TokenTrace(seen).withChannels(AnswerParts.NONE) : trace;
        if (arrivals.isEmpty() || whole.size() < arrivals.size() || whole.size() > arrivals.size() + 1) {
            return whole;
        }
        List<TraceToken> timed = new ArrayList<>();
        for (TraceToken token : whole.tokens()) {
            // The final document may add an end token that no delta brought.
            Duration arrival = arrivals.get(Math.min(timed.size(), arrivals.size() - 1));
            timed.add(new TraceToken(token.position(), token.id(), token.text(), token.bytes(), token.logprob(),
                    token.alternatives(), token.channel(), arrival));
        }
        return new TokenTrace(timed, whole.promptIds());
    }

    /** The tokens that an event adds. */
    private static List<TraceToken> tokens(JsonNode data, int choice, int position) {
        if ("response.output_text.delta".equals(Json.text(data, "type"))) {
            return LogprobEntries.read(Json.elements(data, "logprobs"), position);
        }
        List<TraceToken> found;
        if (data.path("choices").isArray()) {
            JsonNode chosen = TraceReader.choice(data, choice);
            List<TraceToken> entries = TraceReader.entries(chosen);
            found = entries.isEmpty() ? LogprobEntries.withIds(List.of(), TraceReader.ids(chosen, "token_ids")) : entries;
        } else if (data.path("token").isObject()) {
            found = LogprobEntries.read(List.of(data.path("token")), position);
        } else {
            found = AnswerReading.draft(Dialect.of(data, ""), data, choice).trace().tokens();
            // SGLang repeats what came before unless it is told not to.
            boolean repeated = data.path("meta_info").path("completion_tokens").asInt(-1) == found.size();
            found = repeated ? found.subList(Math.min(position, found.size()), found.size()) : found;
        }
        List<TraceToken> placed = new ArrayList<>();
        found.forEach(token -> placed.add(token.at(position + placed.size())));
        return placed;
    }
}
