package gymscope.ui.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Endpoints;
import gymscope.ui.toolcalls.template.TemplateStates;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.SavedEndpoint;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/** The tokens of a prompt are counted by the demonstration model, and by an endpoint that does not count. */
@Timeout(180)
class TemplateWalkTest {

    @TempDir
    Path folder = Path.of("");

    private final FxRobot robot = new FxRobot();

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void anEndpointCountsTheTokens(Theme theme) throws IOException {
        try (MockWebServer other = new MockWebServer();
                ToolCallsWindow window = new ToolCallsWindow(folder.resolve(theme.name()))) {
            other.setDispatcher(new OnlyModels());
            other.start();
            AppModel app = window.app();
            Stage stage = Fx.show(window.shell().root(), theme, Fx.Size.ROBOT);
            Fx.run(() -> app.servers().begin());
            Fx.until("the demonstration model answers", () -> app.endpoints().reachProperty().get() != null);
            ToolCallsScreen screen = window.open();
            Fx.run(() -> screen.view().show(ToolCallsView.Mode.TEMPLATE));
            TemplateStates.DEMO.bring(screen.templates(), stage);
            picture(stage, "before", theme);

            robot.clickOn("Count tokens");
            Fx.until("the tokens are counted", () -> about(stage).contains(" by policy_model"));
            picture(stage, "counted", theme);
            Exchange counted = app.history().all().stream().filter(one -> one.url().endsWith("/tokenize")).findFirst()
                    .orElseThrow();
            assertThat(Json.text(Objects.requireNonNull(counted.request()), "prompt")).startsWith("<|im_start|>");
            int tokens = Objects.requireNonNull(counted.answer()).get("tokens").size();
            assertThat(Fx.get(() -> about(stage))).contains("%d tokens by policy_model".formatted(tokens));
            assertThat(Fx.get(() -> isShown(stage, "Count tokens"))).isFalse();

            TemplateStates.ONE_LINE.bring(screen.templates(), stage);
            Fx.run(() -> app.endpoints().add(new SavedEndpoint("plain", "127.0.0.1:" + other.getPort(), "m", null)));
            Fx.run(() -> app.endpoints().select(choice(app, "plain")));
            robot.clickOn("Count tokens");
            Fx.until("the refusal is told", () -> about(stage).contains("not counted by plain"));
            assertThat(Objects.requireNonNull(Fx.get(() -> app.notices().problemProperty().get())).sentence())
                    .startsWith("plain does not count tokens: ");
            picture(stage, "refused", theme);
            Fx.run(stage::close);
        }
    }

    private static Endpoints.Choice choice(AppModel app, String name) {
        return app.endpoints().choices().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static String about(Stage stage) {
        return stage.getScene().getRoot().lookupAll(".template-prompt .label").stream().map(node -> ((Labeled) node).getText())
                .filter(text -> text != null && text.contains("character")).findFirst().orElse("");
    }

    private static boolean isShown(Stage stage, String words) {
        return stage.getScene().getRoot().lookupAll("*").stream().filter(Node::isVisible)
                .anyMatch(node -> node instanceof Labeled label && label.getText() != null && label.getText().startsWith(words));
    }

    private static void picture(Stage stage, String state, Theme theme) {
        Fx.picture(stage, "template-count-%s-%s".formatted(state, theme.name().toLowerCase(Locale.ROOT)));
    }

    /** Lists one model and knows nothing else. */
    private static final class OnlyModels extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            MockResponse.Builder answer = new MockResponse.Builder().addHeader("content-type", "application/json");
            return request.getUrl().encodedPath().endsWith("/models")
                    ? answer.code(200).body("{\"object\": \"list\", \"data\": [{\"id\": \"m\"}]}").build()
                    : answer.code(404).body("{\"error\": {\"message\": \"Not Found\", \"type\": \"NotFoundError\"}}").build();
        }
    }
}
