package gymscope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLineTest {

    @Test
    void saysWhatEachChunkBrings() {
        List<EventLine> lines = lines("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                "{\"choices\":[{\"delta\":{\"reasoning\":\"Hm. \",\"content\":\"Yes\"}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"add\",\"arguments\":\"{\"}}]},\"finish_reason\":\"tool_calls\"}]}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}", "{\"choices\":[]}", "[DONE]");
        assertThat(lines).extracting(EventLine::kind).containsExactly("empty delta", "reasoning, content",
                "tool name, tool arguments, finish: tool_calls", "usage", "no choice", "done");
        assertThat(lines).extracting(EventLine::text).containsExactly("", "Hm. Yes", "add{", "", "", "");
    }

    @Test
    void namesEventsOfResponsesErrorsAndWhatIsNoJson() {
        List<EventLine> lines = lines("{\"type\":\"response.output_text.delta\",\"delta\":\"Oslo\"}",
                "{\"error\":{\"message\":\"too long\"}}", "garbage");
        assertThat(lines).extracting(EventLine::kind).containsExactly("response.output_text.delta", "error", "not JSON");
        assertThat(lines).extracting(EventLine::text).containsExactly("Oslo", "{\"message\":\"too long\"}", "garbage");
    }

    @Test
    void gapsAreBetweenArrivals() {
        List<EventLine> lines = lines("[DONE]", "[DONE]", "[DONE]");
        assertThat(lines).extracting(EventLine::number).containsExactly(1, 2, 3);
        assertThat(lines).extracting(line -> line.arrival().toMillis()).containsExactly(100L, 110L, 120L);
        assertThat(lines).extracting(line -> line.gap().toMillis()).containsExactly(100L, 10L, 10L);
    }

    private static List<EventLine> lines(String... data) {
        List<StreamEvent> events = new ArrayList<>();
        for (String one : data) {
            events.add(new StreamEvent(Duration.ofMillis(100 + 10L * events.size()), new ServerSentEvent(null, one)));
        }
        return EventLine.of(exchange(events));
    }

    private static Exchange exchange(List<StreamEvent> events) {
        return new Exchange(1, "demo", "POST", "http://127.0.0.1/v1/chat/completions", Map.of(), "{}", 200, Map.of(), "", events,
                Instant.EPOCH, new Exchange.Timing(null, null, Duration.ofMillis(1)), null);
    }
}
