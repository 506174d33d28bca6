package gymscope.ui;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A made-up exchange of Chat Completions whose answer has the tokens of a trace. */
final class SampleExchange {

    private SampleExchange() {
    }

    static Exchange of(TokenTrace trace, String reasoning, String content) {
        ObjectNode answer = Json.object().put("id", "chatcmpl-1").put("object", "chat.completion").put("model", "gymscope-demo");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("reasoning_content", reasoning).put("content", content);
        ArrayNode tokens = choice.putObject("logprobs").putArray("content");
        trace.tokens().forEach(token -> tokens.add(entry(token)));
        answer.putObject("usage").put("prompt_tokens", 412).put("completion_tokens", trace.size()).put("total_tokens",
                412 + trace.size());
        ObjectNode request = Json.object().put("model", "gymscope-demo").put("logprobs", true).put("top_logprobs", 5);
        request.putArray("messages").addObject().put("role", "user").put("content", "Can I still send it back?");
        return new Exchange(3, "demo", "POST", "http://127.0.0.1:8422/v1/chat/completions",
                Map.of("content-type", "application/json", "authorization", "Bearer ••••"), Json.write(request), 200,
                Map.of("content-type", List.of("application/json")), Json.write(answer), List.of(),
                Instant.parse("2026-11-21T14:04:07Z"),
                new Exchange.Timing(Duration.ofMillis(182), null, Duration.ofMillis(1733)), null);
    }

    private static ObjectNode entry(TraceToken token) {
        ObjectNode entry = told(token.text(), token.logprob(), token.bytes());
        ArrayNode top = entry.putArray("top_logprobs");
        for (Alternative alternative : token.alternatives()) {
            top.add(told(alternative.text(), alternative.logprob(), alternative.bytes()));
        }
        return entry;
    }

    private static ObjectNode told(String text, @Nullable Double logprob, @Nullable TokenBytes bytes) {
        ObjectNode told = Json.object().put("token", text).put("logprob", logprob);
        if (bytes != null) {
            ArrayNode array = told.putArray("bytes");
            for (byte one : bytes.toArray()) {
                array.add(one & 0xFF);
            }
        }
        return told;
    }
}
