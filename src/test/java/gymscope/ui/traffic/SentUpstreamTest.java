package gymscope.ui.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.shell.Shell;
import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedExchange.Answered;
import gymscope.wire.ServedExchange.Asked;
import gymscope.wire.ServedExchange.Attempt;
import gymscope.wire.ServedExchange.Body;
import gymscope.wire.ServedExchange.Upstream;
import gymscope.workspace.Theme;
import gymscope.workspace.history.History;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inspector's switch between a call as it was served and as it went to its upstream. */
class SentUpstreamTest {

    private static final String ASKED = "{\"model\":\"policy\",\"input\":\"What is the capital of Switzerland?\"}";
    private static final String SENT = "{\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of Switzerland?\"}],"
            + "\"model\":\"Qwen/Qwen3-8B\"}";
    private static final String RESPONSE = "{\"id\":\"resp_1\",\"object\":\"response\",\"model\":\"Qwen/Qwen3-8B\",\"output\":[{\"type\":"
            + "\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":[{\"type\":\"output_text\","
            + "\"text\":\"Bern.\",\"annotations\":[]}]}]}";
    private static final String COMPLETION = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"Qwen/Qwen3-8B\",\"choices\":"
            + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Bern.\"},\"finish_reason\":\"stop\"}]}";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void theInspectorShowsBothSidesOfAConvertedCall(Theme theme) throws InterruptedException {
        try (TrafficWindow window = new TrafficWindow(folder.resolve(theme.name()), null)) {
            History history = window.app().workspace().history();
            history.accept(served(new Upstream(List.of(attempt(200)), pieces(COMPLETION))));
            history.accept(served(new Upstream(List.of(attempt(429), attempt(200)), pieces(COMPLETION))));
            assertThat(history.await(Duration.ofSeconds(20))).isTrue();
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, Fx.Size.SMALL);
            TrafficModel model = window.open().model();
            Fx.until("both are there", () -> model.rows().size() == 2);
            select(model, 1);
            Fx.run(() -> Fx.tab(stage, "Raw"));
            Fx.run(() -> press(stage, "Request"));
            Fx.until("the request as served", () -> shows(stage, "\"input\""));

            Fx.run(() -> press(stage, "As sent upstream"));

            Fx.until("the request as sent", () -> shows(stage, "\"messages\"") && !shows(stage, "\"input\""));
            assertThat(Fx.picture(stage, "traffic-upstream-" + theme.name().toLowerCase(Locale.ROOT))).isNotEmptyFile();

            select(model, 2);
            Fx.until("each attempt", () -> offers(stage, "Upstream 1: 429") && offers(stage, "Upstream 2: 200"));
            assertThat(Fx.picture(stage, "traffic-upstream-attempts-" + theme.name().toLowerCase(Locale.ROOT))).isNotEmptyFile();
            Fx.run(stage::close);
        }
    }

    private static void select(TrafficModel model, long id) {
        Fx.run(() -> model.select(List.of(id)));
        Fx.until("it is read", () -> {
            Comparison shown = model.comparisonProperty().get();
            return shown != null && shown.first().exchange().id() == id;
        });
        Fx.run(model::inspect);
    }

    private static ServedExchange served(Upstream upstream) {
        return new ServedExchange(
                new Asked("policy_model", "POST", "http://127.0.0.1:8421/v1/responses", Map.of(), Instant.now()),
                ASKED.getBytes(StandardCharsets.UTF_8), new Answered(200, Map.of("content-type", List.of("application/json")),
                        new Timing(Duration.ofMillis(40), Duration.ofMillis(41), Duration.ofMillis(42)), 2, null, List.of()),
                pieces(RESPONSE), List.of(upstream));
    }

    private static Body.Pieces pieces(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body.Pieces(bytes, new long[]{bytes.length, 40_000_000});
    }

    private static Attempt attempt(int status) {
        return new Attempt(status, SENT.getBytes(StandardCharsets.UTF_8), () -> new Exchange(Exchange.nextId(), "policy_model",
                "POST",
                "http://gpu-7:8000/v1/chat/completions",
                Map.of("Authorization", "Bearer ••••"), SENT, status, Map.of("content-type", List.of("application/json")), "",
                List.of(), Instant.now(), new Timing(Duration.ofMillis(30), Duration.ofMillis(31), Duration.ofMillis(38)), null));
    }

    private static boolean shows(Stage stage, String text) {
        return stage.getScene().getRoot().lookupAll(".text").stream()
                .anyMatch(node -> node instanceof javafx.scene.text.Text shown && shown.getText().contains(text))
                || stage.getScene().getRoot().lookupAll(".label").stream()
                        .anyMatch(node -> node instanceof Labeled label && label.getText() != null
                                && label.getText().contains(text));
    }

    private static boolean offers(Stage stage, String words) {
        return stage.getScene().getRoot().lookupAll(".toggle-button").stream()
                .anyMatch(node -> node instanceof ToggleButton button && button.getText().equals(words));
    }

    private static void press(Stage stage, String words) {
        stage.getScene().getRoot().lookupAll(".toggle-button").stream().map(ToggleButton.class::cast)
                .filter(button -> button.getText().equals(words)).forEach(ToggleButton::fire);
    }
}
