package gymscope.workspace.history;

import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedExchange.Answered;
import gymscope.wire.ServedExchange.Asked;
import gymscope.wire.ServedExchange.Body;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Exchanges for tests of the history. */
final class Samples {

    static final String QUESTION = "{\"model\":\"asked\",\"messages\":[{\"role\":\"user\",\"content\":\"Where is order B-1180?\"}]}";
    static final String ANSWER = """
            {"id":"chatcmpl-77","model":"Qwen3-8B","choices":[{"index":0,"message":{"role":"assistant","content":"Zürich"},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14}}""";
    static final String TOOL_CALL = """
            {"model":"Qwen3-8B","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_9f",\
            "type":"function","function":{"name":"get_order","arguments":"{\\"order_id\\": \\"B-1180\\"}"}}]},\
            "finish_reason":"tool_calls"}]}""";

    private Samples() {
    }

    static Exchange answered(String server, int status, String answer, Duration total) {
        return new Exchange(Exchange.nextId(), server, "POST", "http://h/v1/chat/completions",
                Map.of("User-Agent", "Gymscope/Chat", "Authorization", "Bearer ••••"), QUESTION, status,
                Map.of("content-type", List.of("application/json")), answer, List.of(), Instant.now(),
                new Timing(total, total, total), null);
    }

    static Exchange answered(String answer) {
        return answered("policy_model", 200, answer, Duration.ofMillis(20));
    }

    /** A call that was answered with {@link #ANSWER}, and what was sent to upstreams for it. */
    static ServedExchange served(String path, Map<String, List<String>> headers, String request,
            List<ServedExchange.Upstream> upstream) {
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        return new ServedExchange(new Asked("policy_model", "POST", path, headers, Instant.now()),
                request.getBytes(StandardCharsets.UTF_8),
                new Answered(200, Map.of("Content-type", List.of("application/json")),
                        new Timing(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(30)), 5, null, List.of()),
                new Body.Pieces(answer, new long[]{answer.length, 2_000_000}), upstream);
    }

    static ServedExchange served(String path, Map<String, List<String>> headers, String request, String type, String answer,
            long... marks) {
        return new ServedExchange(new Asked("policy_model", "POST", path, headers, Instant.now()),
                request.getBytes(StandardCharsets.UTF_8),
                new Answered(200, Map.of("Content-type", List.of(type)),
                        new Timing(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(30)), 5, null,
                        List.of()),
                new Body.Pieces(answer.getBytes(StandardCharsets.UTF_8), marks), List.of());
    }
}
