package gymscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamedAnswerTest {

    @Test
    void addsChatChunksUp() {
        JsonNode answer = answer(
                """
                        {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}
                        {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"reasoning":"think"},"logprobs":{"content":[{"token":"a"}]}}]}
                        {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":{"content":[{"token":"b"}]},"token_ids":[1,2]}]}
                        {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":"{"}}]}}]}
                        {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]},"finish_reason":"tool_calls","token_ids":[3]}]}
                        {"id":"c1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
                        """);

        assertThat(answer.get("object").asString()).isEqualTo("chat.completion");
        JsonNode choice = answer.get("choices").get(0);
        assertThat(choice.at("/message/content").asString()).isEqualTo("Hi");
        assertThat(choice.at("/message/reasoning").asString()).isEqualTo("think");
        assertThat(choice.at("/message/tool_calls/0/function/arguments").asString()).isEqualTo("{}");
        assertThat(choice.at("/message/tool_calls/0/id").asString()).isEqualTo("call_1");
        assertThat(choice.at("/logprobs/content")).hasSize(2);
        assertThat(choice.get("token_ids")).hasSize(3);
        assertThat(choice.get("finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(Usage.of(answer)).isEqualTo(new Usage(3, 2, 5, null));
    }

    @Test
    void takesTheLastWholeResponse() {
        JsonNode answer = answer("""
                {"type":"response.created","response":{"id":"r","status":"in_progress"}}
                {"type":"response.output_text.delta","delta":"x"}
                {"type":"response.completed","response":{"id":"r","status":"completed"}}
                """);

        assertThat(answer.get("status").asString()).isEqualTo("completed");
    }

    private static JsonNode answer(String lines) {
        List<StreamEvent> events = Stream.concat(lines.lines(), Stream.of(ServerSentEvent.DONE))
                .map(data -> new StreamEvent(Duration.ZERO, new ServerSentEvent(null, data))).toList();
        return java.util.Objects.requireNonNull(StreamedAnswer.of(events));
    }
}
