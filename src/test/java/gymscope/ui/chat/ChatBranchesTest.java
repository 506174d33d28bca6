package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.tokens.Alternative;
import gymscope.ui.Fx;
import gymscope.ui.chat.compare.CompareColumn;
import gymscope.ui.chat.compare.CompareModel;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.ConversationTree.Entry;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.TurnDrafts;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.settings.AnswerForm;
import gymscope.ui.chat.settings.SamplingParameter;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Branches, tool rounds, comparison and what is kept, against servers on real sockets. */
class ChatBranchesTest {

    @TempDir
    Path folder = Path.of("");

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private final List<FakeEndpoint> fakes = new ArrayList<>();
    private final List<Workspace> workspaces = new ArrayList<>();

    @AfterEach
    void close() {
        fakes.forEach(FakeEndpoint::close);
        workspaces.forEach(Workspace::close);
        client.close();
    }

    private FakeEndpoint fake(Function<JsonNode, MockResponse> answer) throws IOException {
        FakeEndpoint made = new FakeEndpoint(answer);
        fakes.add(made);
        return made;
    }

    private ChatModel model(@Nullable Endpoint endpoint) {
        Workspace opened = Workspace.open(folder, folder.resolve("config"));
        workspaces.add(opened);
        return Fx.get(() -> new ChatModel(() -> client, () -> endpoint, opened.windowState(), new EnvironmentCatalog(List::of),
                new EndpointKnowledge(opened.windowState(), any -> null)));
    }

    private static AnswerTurn say(ChatModel model, String text) {
        Fx.run(() -> model.say(text));
        return ended(model);
    }

    private static AnswerTurn ended(ChatModel model) {
        Fx.until("the answer is over", () -> !model.streamingProperty().get());
        return Objects.requireNonNull(Fx.get(model::lastAnswer));
    }

    private static List<String> shown(ChatModel model) {
        return Fx.get(() -> model.turns().stream().map(Turn::gist).toList());
    }

    private static MockResponse echo(JsonNode request) {
        String last = Objects.requireNonNullElse(Json.text(Json.elements(request, "messages").getLast(), "content"), "parts");
        return FakeEndpoint.stream(List.of(FakeEndpoint.said("content", "re: " + last, -0.1, 5),
                FakeEndpoint.end("stop", 1).getFirst()));
    }

    @Test
    void anEditedMessageIsABranchAndTheOldOneStays() throws IOException {
        FakeEndpoint fake = fake(ChatBranchesTest::echo);
        ChatModel model = model(fake.endpoint());
        say(model, "one");
        say(model, "two");

        Fx.run(() -> model.edit((UserTurn) model.turns().getFirst(), "uno", List.of()));
        ended(model);

        assertThat(shown(model)).containsExactly("uno", "re: uno");
        assertThat(Json.elements(fake.requests().getLast(), "messages")).hasSize(1);
        assertThat(model.conversations().tree().branchesAt(0)).hasSize(2);
        Fx.run(() -> model.choose(0));
        assertThat(shown(model)).containsExactly("one", "re: one", "two", "re: two");
    }

    @Test
    void anEditedAnswerIsWhatTheConversationGoesOnFrom() throws IOException {
        FakeEndpoint fake = fake(ChatBranchesTest::echo);
        ChatModel model = model(fake.endpoint());
        AnswerTurn first = say(model, "one");

        Fx.run(() -> model.edit(first, "forty-two"));
        say(model, "why");

        assertThat(shown(model)).containsExactly("one", "forty-two", "why", "re: why");
        assertThat(Json.text(fake.requests().getLast().path("messages").path(1), "content")).isEqualTo("forty-two");
        assertThat(model.conversations().tree().leaves()).hasSize(2);
    }

    @Test
    void askingAgainKeepsBothAnswers() throws IOException {
        ChatModel model = model(fake(ChatBranchesTest::echo).endpoint());
        AnswerTurn first = say(model, "one");

        Fx.run(() -> model.again(first));
        AnswerTurn second = ended(model);

        assertThat(model.conversations().tree().branchesAt(1)).extracting(Entry::turn).containsExactly(first, second);
    }

    @Test
    void conversationsAreKeptWithAllBranches() throws IOException {
        Endpoint endpoint = fake(ChatBranchesTest::echo).endpoint();
        ChatModel model = model(endpoint);
        say(model, "one");
        Fx.run(() -> model.edit((UserTurn) model.turns().getFirst(), "uno", List.of()));
        ended(model);
        Fx.run(model::newConversation);
        AnswerTurn last = say(model, "another");
        Fx.run(() -> model.keepDraft(last, TurnDrafts.TEXT, "half an ed"));
        workspaces.getFirst().close();

        ChatModel later = model(endpoint);

        assertThat(Fx.get(() -> later.conversations().titles())).containsExactly("another", "uno");
        assertThat(shown(later)).containsExactly("another", "re: another");
        assertThat(Fx.get(() -> later.draft(later.turns().getLast(), TurnDrafts.TEXT))).isEqualTo("half an ed");
        Fx.run(() -> later.open(1));
        assertThat(shown(later)).containsExactly("uno", "re: uno");
        Fx.run(() -> later.choose(0));
        assertThat(shown(later)).containsExactly("one", "re: one");
    }

    private ChatModel calling(ToolAnswering.Mode mode, String rounds) throws IOException {
        ChatModel model = model(fake(request -> FakeEndpoint.stream(FakeEndpoint.weatherCall())).endpoint());
        Fx.run(() -> {
            model.tools().textProperty().set(ToolsModel.SAMPLE);
            model.answering().modeProperty().set(mode);
            model.answering().roundsProperty().set(rounds);
            model.answering().fixedProperty().set("42");
        });
        return model;
    }

    @Test
    void theLoopStopsAtItsBoundAndCanGoOn() throws IOException {
        ChatModel model = calling(ToolAnswering.Mode.FIXED, "3");
        AnswerTurn last = say(model, "Weather?");

        assertThat(fakes.getFirst().requests()).hasSize(4);
        assertThat(last.waiting()).containsExactly(0);
        assertThat(Objects.requireNonNull(Fx.get(() -> model.problemProperty().get())).sentence())
                .isEqualTo("Stopped after 3 rounds of tool calls in a row.");
        Fx.run(model::answerAutomatically);
        ended(model);
        assertThat(fakes.getFirst().requests()).hasSize(7);
    }

    @Test
    void anEnvironmentAnswersOverManyRounds() throws IOException {
        ChatModel model = calling(ToolAnswering.Mode.ENVIRONMENT, "2");
        say(model, "Weather?");

        JsonNode messages = fakes.getFirst().requests().getLast().path("messages");
        assertThat(Json.text(messages.path(2), "content"))
                .isEqualTo("{\"city\":\"Oslo\",\"weather_description\":\"The weather in Oslo is cold.\"}");
    }

    @Test
    void anEnvironmentThatIsNotThereIsSaid() throws IOException {
        ChatModel model = calling(ToolAnswering.Mode.ENVIRONMENT, "2");
        Fx.run(() -> model.answering().environmentProperty().set("gone"));
        say(model, "Weather?");

        Fault problem = Objects.requireNonNull(Fx.get(() -> model.problemProperty().get()));
        assertThat(problem.sentence()).isEqualTo("The tool calls were not answered: The environment gone is not built in.");
    }

    @Test
    void anotherAnswerToACallIsABranch() throws IOException {
        ChatModel model = model(fake(request -> request.path("messages").size() == 1
                ? FakeEndpoint.stream(FakeEndpoint.weatherCall())
                : echo(request)).endpoint());
        Fx.run(() -> model.tools().textProperty().set(ToolsModel.SAMPLE));
        AnswerTurn asking = say(model, "Weather?");
        Fx.run(() -> model.answer(asking, 0, "cold"));
        ended(model);

        Fx.run(() -> model.answerAgain(asking, 0));
        AnswerTurn waiting = Objects.requireNonNull(Fx.get(model::lastAnswer));
        assertThat(waiting.waiting()).containsExactly(0);
        Fx.run(() -> model.answer(waiting, 0, "warm"));
        AnswerTurn last = ended(model);

        assertThat(last.answer().content()).isEqualTo("re: warm");
        assertThat(model.conversations().tree().leaves()).extracting(leaf -> leaf.turn().gist()).containsExactly("re: cold",
                "re: warm");
    }

    @Test
    void whatAnEndpointRefusesByNameCanBeLeftOut() throws IOException {
        FakeEndpoint fake = fake(request -> request.has("response_format")
                ? FakeEndpoint.error(400, "response_format of the type json_object is not built.")
                : echo(request));
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> model.settings().form().kindProperty().set(AnswerForm.Kind.JSON_OBJECT));
        AnswerTurn failed = say(model, "Hi");
        assertThat(failed.state()).isEqualTo(State.FAILED);

        Fx.run(() -> model.againWithout(failed, "response_format"));
        AnswerTurn done = ended(model);

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(fake.requests().getLast().has("response_format")).isFalse();
    }

    @Test
    void promptLogprobsComeInOnePiece() throws IOException {
        FakeEndpoint fake = fake(ChatBranchesTest::echo);
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> model.sampling().text(SamplingParameter.PROMPT_LOGPROBS).set("1"));
        say(model, "Hi");

        assertThat(fake.requests().getFirst().path("stream").asBoolean(true)).isFalse();
        assertThat(fake.requests().getFirst().has("stream_options")).isFalse();
    }

    @Test
    void anImageGoesAlongAndTheDraftKeepsIt() throws IOException {
        FakeEndpoint fake = fake(ChatBranchesTest::echo);
        ChatModel model = model(fake.endpoint());
        Path file = Files.writeString(folder.resolve("dot.gif"), "GIF89a..........");
        Fx.run(() -> {
            model.draftProperty().set("What is this?");
            model.draft().addFiles(List.of(file));
        });
        Fx.until("the image is read", () -> model.draft().images().size() == 1);
        workspaces.getFirst().close();
        ChatModel later = model(fake.endpoint());

        Fx.run(later::send);
        ended(later);

        JsonNode content = fake.requests().getLast().path("messages").path(0).path("content");
        assertThat(Json.text(content.path(0), "text")).isEqualTo("What is this?");
        assertThat(Json.text(content.path(1).path("image_url"), "url")).startsWith("data:image/gif;base64,");
        assertThat(Fx.get(() -> later.draft().images().size())).isZero();
    }

    @Test
    void aFileThatIsNoImageIsSaid() throws IOException {
        ChatModel model = model(null);
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");
        Fx.run(() -> model.draft().addFiles(List.of(file)));

        Fx.until("the problem", () -> model.draft().problemProperty().get() != null);
        assertThat(Objects.requireNonNull(Fx.get(() -> model.draft().problemProperty().get())).sentence())
                .isEqualTo("notes.txt is not an image that endpoints take.");
    }

    @Test
    void anEndpointThatOnlyChatsGoesOnStepByStep() throws IOException {
        FakeEndpoint fake = fake(request -> request.has("continue_final_message") || request.has("prompt")
                ? FakeEndpoint.error(404, "not here")
                : FakeEndpoint.stream(FakeEndpoint.hello()));
        ChatModel model = model(fake.endpoint());
        AnswerTurn first = say(model, "Hi");
        int place = first.answer().trace().size() - 1;

        Fx.run(() -> model.continueFrom(first, place, new Alternative(null, " world", null, -1.0)));
        AnswerTurn second = ended(model);

        assertThat(Objects.requireNonNull(second.originProperty().get()).what()).contains("“␣world” in place of “␣there”");
        assertThat(Objects.requireNonNull(second.originProperty().get()).passed()).hasSize(3);
        assertThat(second.answer().content()).startsWith("Hello world");
        assertThat(second.answer().reasoning()).startsWith("Be kind");
    }

    @Test
    void endpointsAreComparedEachForItself() throws IOException {
        FakeEndpoint good = fake(ChatBranchesTest::echo);
        FakeEndpoint bad = fake(request -> FakeEndpoint.error(429, "slow down"));
        ChatModel model = model(good.endpoint());
        List<Endpoint> available = List.of(good.endpoint().withName("good"), bad.endpoint().withName("bad"),
                good.endpoint().withName("unknown").withModel(null), Endpoint.of("127.0.0.1:1").withName("gone"));
        CompareModel compare = Fx
                .get(() -> new CompareModel(() -> client, model.asker(), model.settings(), model.environments(), () -> available,
                        workspaces.getFirst().windowState()));
        Fx.run(() -> available.forEach(compare::add));

        assertThat(Fx.get(() -> compare.ask(UserTurn.of("Hi")))).isTrue();
        Fx.until("all answers", () -> !compare.runningProperty().get());
        assertThat(Fx.get(() -> compare.ask(UserTurn.of("Again")))).isTrue();
        Fx.until("all answers", () -> !compare.runningProperty().get());

        List<CompareColumn> columns = List.copyOf(compare.columns());
        assertThat(latest(columns.get(0)).answer().content()).isEqualTo("re: Again");
        assertThat(latest(columns.get(1)).failure()).contains("slow down");
        assertThat(latest(columns.get(2)).answer().content()).isEqualTo("re: Again");
        assertThat(Objects.requireNonNull(columns.get(3).problemProperty().get()).sentence()).startsWith("Nothing answers at");
        assertThat(Json.elements(good.requests().getLast(), "messages")).hasSize(3);
    }

    @Test
    void sixAreTheMost() throws IOException {
        Endpoint endpoint = fake(ChatBranchesTest::echo).endpoint();
        ChatModel model = model(endpoint);
        CompareModel compare = Fx.get(() -> new CompareModel(() -> client, model.asker(), model.settings(), model.environments(),
                () -> List.of(endpoint), workspaces.getFirst().windowState()));
        Fx.run(() -> {
            for (int i = 0; i < 7; i++) {
                compare.add(endpoint);
            }
        });

        assertThat(compare.columns()).hasSize(CompareModel.MOST);
        assertThat(Objects.requireNonNull(compare.problemProperty().get()).sentence())
                .isEqualTo("fake is not added: at most 6 endpoints are compared.");
    }

    private static AnswerTurn latest(CompareColumn column) {
        return Objects.requireNonNull(column.latestProperty().get());
    }
}
