package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.ApiError;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a streamed answer is a well-formed stream of chunks that ends as it must. */
final class StreamingWellFormed implements Check {

    private static final String WHY = "A client can't tell a whole answer from one that was cut off.";
    private static final String LOG = "Look at the server's log and at proxies on the way";
    private static final int FEW_TOKENS = 4;

    @Override
    public String id() {
        return "streaming_well_formed";
    }

    @Override
    public String title() {
        return "Stream is well formed";
    }

    @Override
    public Theme theme() {
        return Theme.STREAMING;
    }

    @Override
    public String shortfall() {
        return "streams are not well formed";
    }

    /** The greeting as a stream. */
    static Exchange stream(Probe probe) {
        ObjectNode body = probe.greetingRequest().put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        return probe.chat(body);
    }

    @Override
    public Finding examine(Probe probe) {
        if (Answers.choice(probe.greeting()) == null) {
            return Finding.notApplicable("a chat is not answered at all");
        }
        Exchange exchange = stream(probe);
        String problem = exchange.problem();
        if (problem != null) {
            return Finding.fail(Words.clause(problem), WHY, LOG);
        }
        if (!exchange.streamed()) {
            return Finding.fail("the answer to stream: true is no event stream",
                    "Answers can't be watched or stopped while they are generated.", LOG);
        }
        String fault = fault(exchange.events());
        if (fault != null) {
            return Finding.fail(fault, WHY, LOG);
        }
        return judgeComfort(exchange);
    }

    /** What is wrong with the events, null when nothing is. */
    private static @Nullable String fault(List<StreamEvent> events) {
        Set<String> ids = new HashSet<>();
        int finished = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).event().isDone()) {
                return i < events.size() - 1
                        ? "%s after [DONE]".formatted(Words.count(events.size() - 1 - i, "event"))
                        : atEnd(finished, ids);
            }
            JsonNode chunk = events.get(i).json();
            if (chunk == null) {
                return "event %d is not JSON: %s".formatted(i + 1, Words.quote(events.get(i).event().data()));
            }
            ApiError error = ApiError.of(chunk);
            if (error != null) {
                return "event %d is an error: %s".formatted(i + 1, Words.clause(error.message()));
            }
            String id = Json.text(chunk, "id");
            ids.add(id == null ? "" : id);
            for (JsonNode choice : Json.elements(chunk, "choices")) {
                finished += Json.text(choice, "finish_reason") == null ? 0 : 1;
            }
        }
        return finished == 0 ? "the stream ends without finish reason and without [DONE]" : "the stream ends without [DONE]";
    }

    private static @Nullable String atEnd(int finished, Set<String> ids) {
        if (finished != 1) {
            return "the stream has %s in place of one".formatted(Words.count(finished, "finish reason"));
        }
        return ids.size() == 1 ? null : "the chunks have %d different ids".formatted(ids.size());
    }

    private static Finding judgeComfort(Exchange exchange) {
        List<StreamEvent> events = exchange.events();
        Duration first = exchange.timing().firstEvent();
        String evidence = "%s, first after %s, [DONE]".formatted(Words.count(events.size(), "event"),
                first == null ? "–" : Words.duration(first));
        Long tokens = Answers.usage(exchange, "completion_tokens");
        if (tokens == null) {
            return Finding.warn(evidence + ", no usage",
                    "stream_options.include_usage is ignored, so tokens of streams can't be counted.",
                    "vllm serve … --enable-force-include-usage");
        }
        long pieces = events.stream().filter(StreamingWellFormed::hasText).count();
        if (tokens > FEW_TOKENS && pieces == 1) {
            return Finding.warn("all %s in one event".formatted(Words.count(tokens, "token")),
                    "Something on the way collects the stream, so that arrival times say nothing.", "proxy_buffering off;");
        }
        return Finding.pass(evidence);
    }

    private static boolean hasText(StreamEvent event) {
        JsonNode chunk = event.json();
        JsonNode delta = chunk == null ? null : chunk.path("choices").path(0).path("delta");
        return delta != null && (has(delta, "content") || has(delta, "reasoning") || has(delta, "reasoning_content"));
    }

    private static boolean has(JsonNode delta, String member) {
        String text = Json.text(delta, member);
        return text != null && !text.isEmpty();
    }
}
