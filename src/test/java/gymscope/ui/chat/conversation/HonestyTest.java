package gymscope.ui.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exchange proves of what the endpoint altered or ignored, and what it does not prove. */
class HonestyTest {

    private static final String TEXT = "{\"choices\": [{\"index\": 0, \"finish_reason\": \"stop\", \"message\": {\"content\": \"%s\"}}]%s}";
    private static final String CALLS = "{\"choices\": [{\"index\": 0, \"finish_reason\": \"tool_calls\", \"message\": {\"tool_calls\": [%s]}}]}";
    private static final String CALL = "{\"function\": {\"name\": \"%s\", \"arguments\": \"{}\"}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"seed\": 7} | , \"seed\": null | seed: ignored",
        "{\"seed\": 7} | '' | ",
        "{\"temperature\": 0.0} | , \"temperature\": 1.0 | temperature: 0.0 → 1.0",
        "{\"temperature\": 1} | , \"temperature\": 1.0 | ",
        "{\"service_tier\": \"flex\"} | , \"service_tier\": \"default\" | service_tier: flex → default",
        "{\"service_tier\": \"auto\"} | , \"service_tier\": \"default\" | ",
        "{\"min_tokens\": 9} | , \"usage\": {\"prompt_tokens\": 1, \"completion_tokens\": 3} | min_tokens: 9 → 3",
        "{\"prompt_logprobs\": 1} | '' | prompt_logprobs: ignored",
        "{\"prompt_logprobs\": 1} | , \"prompt_logprobs\": [null] | ",
        "{} | , \"warnings\": [\"seed is not supported\"] | warning: seed is not supported"})
    void membersOfTheAnswer(String request, String more, String remark) {
        assertThat(remarks(request, TEXT.formatted("Hello", more == null ? "" : more), Map.of()))
                .isEqualTo(remark == null ? List.of() : List.of(remark));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"response_format\": {\"type\": \"json_object\"}} | Hello | response_format: ignored",
        "{\"response_format\": {\"type\": \"json_object\"}} | {} | ",
        "{\"structured_outputs\": {\"choice\": [\"A7\", \"B9\"]}} | C1 | structured_outputs: ignored",
        "{\"structured_outputs\": {\"choice\": [\"A7\", \"B9\"]}} | A7 | ",
        "{\"guided_choice\": [\"A7\", \"B9\"]} | C1 | guided_choice: ignored",
        "{\"structured_outputs\": {\"regex\": \"[0-9]+\"}} | 12a | structured_outputs: ignored",
        "{\"structured_outputs\": {\"regex\": \"[0-9]+\"}} | 12 | ",
        "{\"structured_outputs\": {\"regex\": \"(a+)+$\"}} | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | structured_outputs: ignored",
        "{\"tool_choice\": \"required\"} | Hello | tool_choice: ignored",
        "{\"tool_choice\": \"auto\"} | Hello | "})
    void theFormOfTheText(String request, String text, String remark) {
        List<String> remarks = remarks(request, TEXT.formatted(text, ""), Map.of());
        if (!request.contains("(a+)+")) {
            assertThat(remarks).isEqualTo(remark == null ? List.of() : List.of(remark));
        } else {
            assertThat(remarks).isSubsetOf(remark);
        }
    }

    @Test
    void aSchemaThatTheAnswerDoesNotMatchIsSaid() {
        String request = "{\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"schema\": {\"required\": [\"city\"]}}}}";

        assertThat(remarks(request, TEXT.formatted("{\\\"town\\\": 1}", ""), Map.of()))
                .containsExactly("response_format: not kept");
        assertThat(remarks(request, TEXT.formatted("{\\\"city\\\": 1}", ""), Map.of())).isEmpty();
        assertThat(remarks(request, TEXT.formatted("cut", "").replace("stop", "length"), Map.of())).isEmpty();
    }

    @Test
    void callsTellOfToolChoice() {
        String one = CALLS.formatted(CALL.formatted("a"));
        String two = CALLS.formatted(CALL.formatted("a") + "," + CALL.formatted("b"));
        String named = "{\"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"b\"}}}";

        assertThat(remarks(named, one, Map.of())).containsExactly("tool_choice: ignored");
        assertThat(remarks(named, one.replace("\"a\"", "\"b\""), Map.of())).isEmpty();
        assertThat(remarks("{\"tool_choice\": \"none\"}", one, Map.of())).containsExactly("tool_choice: ignored");
        assertThat(remarks("{\"parallel_tool_calls\": false}", two, Map.of())).containsExactly("parallel_tool_calls: ignored");
        assertThat(remarks("{\"parallel_tool_calls\": true}", two, Map.of())).isEmpty();
    }

    @Test
    void headersThatTellOfDroppedMembersAreRead() {
        Map<String, List<String>> headers = Map.of("x-proxy-dropped-params", List.of("seed, logit_bias"), "x-request-id",
                List.of("ignored"));

        assertThat(remarks("{}", TEXT.formatted("Hello", ""), headers)).containsExactly("seed: ignored", "logit_bias: ignored");
    }

    @Test
    void reasoningThatWasTurnedOffIsSaid() {
        String answer = TEXT.formatted("Hello", "").replace("\"content\"", "\"reasoning\": \"Hm\", \"content\"");

        assertThat(remarks("{\"chat_template_kwargs\": {\"enable_thinking\": false}}", answer, Map.of()))
                .containsExactly("enable_thinking: ignored");
        assertThat(remarks("{\"chat_template_kwargs\": {\"enable_thinking\": true}}", answer, Map.of())).isEmpty();
    }

    private static List<String> remarks(String request, String answer, Map<String, List<String>> headers) {
        Exchange exchange = new Exchange(1, "e", "POST", "http://h/v1/chat/completions", Map.of(), request, 200, headers, answer,
                List.of(), Instant.EPOCH, new Exchange.Timing(null, null, Duration.ZERO), null);
        return Honesty.remarksOn(exchange, TraceReader.ofAnswer(Json.parse(answer), 0));
    }
}
