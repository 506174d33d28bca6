package gymscope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import gymscope.wire.ToolCall;
import gymscope.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeReadingTest {

    private static final ToolCall CALL = new ToolCall("call_1", "get_weather", "{\"city\": \"Oslo\"}", null);

    @Test
    void readsChatCompletions() {
        ExchangeReading reading = read("/chat/completions", """
                {"choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant",
                 "reasoning_content": "I look.", "content": "Wait.", "tool_calls": [{"id": "call_1", "type": "function",
                 "function": {"name": "get_weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}}]}}],
                 "usage": {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}}""");
        assertParts(reading);
        assertThat(reading.finish()).isEqualTo("tool_calls");
        assertThat(reading.usage()).isEqualTo(new Usage(5, 7, 12, null));
    }

    @Test
    void readsResponses() {
        ExchangeReading reading = read("/responses",
                """
                        {"object": "response", "status": "completed", "output": [
                         {"type": "reasoning", "summary": [{"type": "summary_text", "text": "I look."}]},
                         {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Wait."}]},
                         {"type": "function_call", "call_id": "call_1", "name": "get_weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}]}""");
        assertParts(reading);
        assertThat(reading.finish()).isEqualTo("completed");
    }

    @Test
    void readsCompletions() {
        ExchangeReading reading = read("/completions",
                "{\"choices\": [{\"index\": 0, \"text\": \" blue\", \"finish_reason\": \"length\"}]}");
        assertThat(reading.parts()).containsExactly(new ExchangeReading.Content(" blue"));
        assertThat(reading.text()).isEqualTo(" blue");
        assertThat(reading.finish()).isEqualTo("length");
    }

    @Test
    void anAnswerOfAnotherShapeHasNoParts() {
        assertThat(read("/models", "[1, 2]").parts()).isEmpty();
        assertThat(read("/models", "no JSON").answer()).isNull();
    }

    private static void assertParts(ExchangeReading reading) {
        assertThat(reading.parts()).containsExactly(new ExchangeReading.Reasoning("I look."),
                new ExchangeReading.Content("Wait."),
                new ExchangeReading.Call(CALL));
        assertThat(reading.calls()).containsExactly(CALL);
    }

    private static ExchangeReading read(String path, String body) {
        return ExchangeReading
                .of(new Exchange(1, "demo", "POST", "http://127.0.0.1/v1" + path, Map.of(), "{}", 200, Map.of(), body, List.of(),
                        Instant.EPOCH, new Exchange.Timing(null, null, Duration.ofMillis(1)), null));
    }
}
