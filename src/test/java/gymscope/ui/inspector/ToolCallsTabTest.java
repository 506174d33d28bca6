package gymscope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.ui.Fx;
import gymscope.ui.controls.tokens.Highlight;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.workspace.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ToolCallsTabTest {

    private static final List<String> TOKENS = List.of("<tool_call>", "\n", "{\"name\": \"", "get", "_weather",
            "\", \"arguments\": ",
            "{\"", "city", "\": \"", "Os", "lo", "\", \"days\": ", "3", "}", "}", "\n", "</tool_call>");

    @Test
    void findsTheTokensOfEachValueAndTheirJointProbability() {
        ExchangeReading reading = ExchangeReading.of(exchange());
        List<CallTokens> calls = CallTokens.of(reading.trace(), reading.calls());
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().arguments()).extracting(Highlight::what).containsExactly("/city", "/days");
        Highlight city = calls.getFirst().arguments().getFirst();
        assertThat(city.ranges()).containsExactly(new Span(8, 12));
        assertThat(city.logProbability()).isCloseTo(4 * Math.log(0.9), within(1e-9));
        assertThat(calls.getFirst().arguments().getLast().ranges()).containsExactly(new Span(12, 13));
    }

    @Test
    void callsThatCannotBeToldApartHaveNoTokens() {
        ExchangeReading reading = ExchangeReading.of(exchange());
        assertThat(CallTokens.of(reading.trace(), List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void aValueIsShownOnTheSurface(Theme theme) {
        Fx.start();
        List<Highlight> shown = new ArrayList<>();
        ToolCallsTab tab = Fx.get(() -> new ToolCallsTab(shown::add));
        StackPane pane = Fx.get(() -> new StackPane(tab.node()));
        pane.getStyleClass().add("inspector");
        Stage stage = Fx.show(pane, theme, Fx.Size.SMALL);
        try {
            Fx.run(() -> {
                stage.setWidth(428);
                tab.show(ExchangeReading.of(exchange()));
            });
            Fx.until("the rows are there", () -> pane.lookupAll(".argument-row").size() == 3);
            Fx.frames(2);
            Fx.picture(stage, "inspector-call-tokens-" + theme.name().toLowerCase(Locale.ROOT));
            Fx.run(() -> pane.lookupAll(".argument-row").stream().map(Button.class::cast)
                    .filter(row -> row.getAccessibleText().contains("/days")).forEach(Button::fire));
            assertThat(shown).extracting(Highlight::what).containsExactly("/days");
        } finally {
            Fx.run(stage::close);
        }
    }

    private static Exchange exchange() {
        ObjectNode request = Json.parseObject(
                """
                        {"logprobs": true, "tools": [{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object",
                         "properties": {"city": {"type": "string"}, "days": {"type": "string"}}, "required": ["city"]}}}]}""");
        ObjectNode answer = Json.parseObject("""
                {"choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant", "content": null,
                 "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "get_weather",
                 "arguments": "{\\"city\\": \\"Oslo\\", \\"days\\": 3}"}}]}, "logprobs": {"content": []}}]}""");
        ArrayNode content = (ArrayNode) answer.at("/choices/0/logprobs/content");
        TOKENS.forEach(token -> content.addObject().put("token", token).put("logprob", Math.log(0.9)).putNull("bytes")
                .putArray("top_logprobs"));
        return new Exchange(1, "demo", "POST", "http://127.0.0.1/v1/chat/completions", Map.of(), Json.write(request), 200,
                Map.of(),
                Json.write(answer), List.of(), Instant.EPOCH, new Exchange.Timing(null, null, Duration.ofMillis(330)), null);
    }
}
