package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.ui.Fx;
import gymscope.ui.chat.compare.CompareColumn;
import gymscope.ui.chat.compare.CompareModel;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.conversation.ToolAnswer;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.settings.ToolAnswering.Mode;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.wire.Json;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Tool calls in a comparison: each column goes its own rounds. */
class ChatCompareTest {

    @TempDir
    Path folder = Path.of("");

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private FakeEndpoint calling;
    private FakeEndpoint plain;
    private Workspace workspace;
    private ChatModel model;
    private CompareModel compare;

    @BeforeEach
    void open() throws IOException {
        calling = new FakeEndpoint(ChatCompareTest::callOnce);
        plain = new FakeEndpoint(request -> FakeEndpoint.stream(FakeEndpoint.hello()));
        workspace = Workspace.open(folder, folder.resolve("config"));
        model = Fx.get(() -> new ChatModel(() -> client, () -> null, workspace.windowState(), new EnvironmentCatalog(List::of),
                new EndpointKnowledge(workspace.windowState(), any -> null)));
        List<Endpoint> available = List.of(calling.endpoint().withName("one"), plain.endpoint().withName("plain"),
                calling.endpoint().withName("two"));
        compare = Fx.get(() -> new CompareModel(() -> client, model.asker(), model.settings(), model.environments(),
                () -> available, workspace.windowState()));
        Fx.run(() -> {
            model.tools().textProperty().set(ToolsModel.SAMPLE);
            available.forEach(compare::add);
        });
    }

    @AfterEach
    void close() {
        calling.close();
        plain.close();
        client.close();
        workspace.close();
    }

    private static MockResponse callOnce(JsonNode request) {
        boolean answered = "tool".equals(Json.text(Json.elements(request, "messages").getLast(), "role"));
        return FakeEndpoint.stream(answered ? FakeEndpoint.hello() : FakeEndpoint.weatherCall());
    }

    private void ask(String text) {
        assertThat(Fx.get(() -> compare.ask(UserTurn.of(text)))).isTrue();
        ended();
    }

    private void ended() {
        Fx.until("all answers", () -> !compare.runningProperty().get());
    }

    private CompareColumn column(int place) {
        return compare.columns().get(place);
    }

    private static AnswerTurn latest(CompareColumn column) {
        return Objects.requireNonNull(column.latestProperty().get());
    }

    @ParameterizedTest
    @CsvSource({"FIXED, fixed answer, 22 degrees", "ENVIRONMENT, example_single_tool_call, is cold"})
    void callsAreAnsweredInEachColumn(Mode mode, String by, String text) {
        Fx.run(() -> {
            model.answering().modeProperty().set(mode);
            model.answering().fixedProperty().set("22 degrees");
        });

        ask("What is the weather?");

        for (int place : new int[]{0, 2}) {
            assertThat(column(place).turns()).hasSize(3);
            AnswerTurn asking = (AnswerTurn) column(place).turns().get(1);
            ToolAnswer answer = Objects.requireNonNull(asking.toolAnswers().get(0));
            assertThat(answer.by()).isEqualTo(by);
            assertThat(answer.text()).contains(text);
            assertThat(latest(column(place)).answer().content()).isEqualTo("Hello there");
        }
        assertThat(column(1).turns()).hasSize(2);
        assertThat(calling.requests()).hasSize(4);
    }

    @Test
    void byHandOneColumnGoesOnWhileTheOtherWaits() {
        ask("What is the weather?");
        AnswerTurn asking = latest(column(0));
        Fx.run(() -> column(0).answer(asking, 0, "warm"));
        ended();

        assertThat(latest(column(0)).answer().content()).isEqualTo("Hello there");
        assertThat(latest(column(2)).waiting()).containsExactly(0);
        assertThat(Fx.get(() -> compare.ask(UserTurn.of("And tomorrow?")))).isFalse();
        assertThat(Objects.requireNonNull(compare.problemProperty().get()).sentence())
                .isEqualTo("A tool call waits for an answer at two.");

        Fx.run(() -> column(0).answerAgain(asking, 0));
        assertThat(column(0).turns()).hasSize(2);
        assertThat(column(0).draft(latest(column(0)), 0)).isEqualTo("warm");
    }

    @Test
    void theBoundHoldsForEachColumn() throws IOException {
        try (FakeEndpoint endless = new FakeEndpoint(request -> FakeEndpoint.stream(FakeEndpoint.weatherCall()))) {
            Fx.run(() -> {
                compare.add(endless.endpoint().withName("endless"));
                model.answering().modeProperty().set(Mode.FIXED);
                model.answering().roundsProperty().set("2");
            });

            ask("What is the weather?");

            assertThat(Objects.requireNonNull(column(3).problemProperty().get()).sentence())
                    .isEqualTo("Stopped after 2 rounds of tool calls in a row.");
            assertThat(endless.requests()).hasSize(3);
            assertThat(latest(column(0)).answer().content()).isEqualTo("Hello there");
            Fx.run(() -> column(3).answerAutomatically());
            ended();
            assertThat(endless.requests()).hasSize(5);
        }
    }
}
