package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.chat.settings.SamplingParameter;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.chat.turns.AnswerView;
import gymscope.ui.shell.AppModel;
import gymscope.wire.Json;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import tools.jackson.databind.JsonNode;

/** Walks through the Chat screen with keyboard and mouse. */
class ChatScreenTest {

    @TempDir
    Path folder = Path.of("");

    private final FxRobot robot = new FxRobot();
    private @Nullable ChatWindow window;

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
    }

    private AppModel show(Function<JsonNode, MockResponse> answer, Theme theme, Fx.Size size) throws IOException {
        ChatWindow opened = ChatWindow.open(folder, theme, size, answer);
        window = opened;
        return opened.app();
    }

    private AppModel show(Function<JsonNode, MockResponse> answer) throws IOException {
        return show(answer, Theme.LIGHT, Fx.Size.ROBOT);
    }

    private boolean isShown(String text) {
        return robot.lookup(node -> node instanceof Label label && label.getText().equals(text) && isVisible(label)).tryQuery()
                .isPresent();
    }

    private static boolean isVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aMessageIsTypedSentAndItsExchangeOpened() throws IOException {
        AppModel model = show(request -> FakeEndpoint.stream(FakeEndpoint.hello()));

        TextArea composer = robot.lookup(".composer-text").queryAs(TextArea.class);
        Fx.run(() -> {
            composer.setText("Hi");
            composer.end();
        });
        robot.press(KeyCode.SHIFT).press(KeyCode.ENTER).release(KeyCode.ENTER).release(KeyCode.SHIFT);
        robot.write("there");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Fx.until("the answer", () -> !model.history().all().isEmpty() && isShown("Answered"));

        assertThat(Fx.get(() -> robot.lookup(".chat-text").queryAll().stream().map(node -> ((Label) node).getText()).toList()))
                .contains("Hi\nthere");
        assertThat(Fx.get(() -> isShown("4 tok"))).isTrue();
        assertThat(Fx.get(() -> isShown("return_token_ids: ignored"))).isTrue();
        Node answer = robot.lookup(".chat-turn").queryAll().stream().filter(AnswerView.class::isInstance).findFirst()
                .orElseThrow();
        robot.clickOn(answer.lookupAll(".chat-role").stream().filter(ChatScreenTest::isVisible).findFirst().orElseThrow());
        Fx.until("the inspector", () -> model.inspectorOpenProperty().get());
        assertThat(Fx.get(() -> model.inspectionProperty().get())).isNotNull();
    }

    @Test
    void aToolCallIsAnsweredInItsCard() throws IOException {
        AppModel model = show(request -> FakeEndpoint
                .stream(request.path("messages").size() == 1 ? FakeEndpoint.weatherCall() : FakeEndpoint.hello()));

        robot.write("Weather");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Fx.until("the place to answer", () -> robot.lookup(".tool-editor").tryQuery().isPresent());
        TextArea answer = robot.lookup(".tool-editor .text-area").queryAs(TextArea.class);
        Fx.run(() -> answer.setText("{\"temperature\": 3}"));
        Fx.frames(2);
        robot.clickOn("Answer and continue");
        Fx.until("the second answer", () -> model.history().all().stream().filter(e -> e.method().equals("POST")).count() == 2);

        JsonNode last = Objects.requireNonNull(window).endpoint().requests().getLast();
        assertThat(Json.text(last.path("messages").path(2), "content")).isEqualTo("{\"temperature\": 3}");
        assertThat(Fx.get(() -> isShown("Answered by"))).isTrue();
    }

    @Test
    void escapeStopsTheAnswer() throws IOException {
        show(request -> FakeEndpoint.slow(FakeEndpoint.hello()));

        robot.write("Hi");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Fx.until("streaming", () -> isShown("Streaming"));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        Fx.until("stopped", () -> isShown("Stopped"));
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE"})
    void pictures(Theme theme, Fx.Size size) throws IOException {
        AppModel model = show(SampleAnswers::answer, theme, size);
        String suffix = theme.name().toLowerCase(Locale.ROOT) + (size == Fx.Size.SMALL ? "" : "-" + size.width());
        Fx.picture(Objects.requireNonNull(window).stage(), "chat-empty-" + suffix);
        ChatModel chat = Fx.get(() -> model.screens().open(ChatScreen.class).model());
        Fx.run(() -> {
            chat.systemProperty().set("You answer customers of a small shop. Use the tools before you promise anything.");
            chat.tools().textProperty().set(ToolsModel.SAMPLE.replace("get_weather", "get_order"));
            chat.sampling().text(SamplingParameter.TEMPERATURE).set("1.0");
            chat.sampling().text(SamplingParameter.SEED).set("7");
            chat.sampling().text(SamplingParameter.TOP_LOGPROBS).set("20");
            chat.say("Do you take back a box that was opened?");
        });
        Fx.until("the first answer", () -> !chat.streamingProperty().get());
        Fx.run(() -> chat.say("Order A-2291 arrived with a cracked lid. Can I still send it back, and how much do I get?"));
        Fx.until("the call", () -> !chat.streamingProperty().get());
        Fx.picture(Objects.requireNonNull(window).stage(), "chat-call-" + suffix);
        Fx.run(() -> chat.answer(Objects.requireNonNull(chat.lastAnswer()), 0, "{\"status\": \"delivered\","
                + " \"delivered_on\": \"2026-11-12\", \"total\": 48.60, \"currency\": \"EUR\", \"damaged\": true}"));
        Fx.until("the second answer", () -> !chat.streamingProperty().get());
        Fx.run(() -> model.inspect(Objects.requireNonNull(Objects.requireNonNull(chat.lastAnswer()).exchange())));
        Fx.picture(Objects.requireNonNull(window).stage(), "chat-screen-" + suffix);
        Fx.run(() -> model.inspectorOpenProperty().set(false));
        for (String button : new String[]{"1 tool", "temperature 1.0, seed 7, top_logprobs 20"}) {
            Fx.run(() -> robot.lookup(button).queryButton().fire());
            Fx.picture(Objects.requireNonNull(window).stage(), "chat-drawer-%s-%s".formatted(button.substring(0, 1), suffix));
        }
        Fx.run(() -> {
            chat.say("fail");
        });
        Fx.until("the failure", () -> !chat.streamingProperty().get());
        Fx.run(() -> Objects.requireNonNull(model.screens().front()).cancel());
        Fx.picture(Objects.requireNonNull(window).stage(), "chat-failure-" + suffix);
    }

    @Test
    void theToolsEditorSaysWhatItHoldsAndEscapePutsItAway() throws IOException {
        show(request -> FakeEndpoint.stream(FakeEndpoint.hello()));

        robot.clickOn("No tools");
        robot.clickOn("Insert the weather tool");
        Fx.until("the tool is known", () -> isShown("1 tool: get_weather"));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        Fx.until("the editor is closed", () -> !isShown("1 tool: get_weather"));
    }
}
