package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.Answer;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.settings.LogprobsChoice;
import gymscope.ui.chat.settings.SamplingParameter;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The conversation against a server on a real socket. */
class ChatModelTest {

    @TempDir
    Path folder = Path.of("");

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private @Nullable FakeEndpoint fake;
    private @Nullable Workspace workspace;

    @AfterEach
    void close() {
        if (fake != null) {
            fake.close();
        }
        if (workspace != null) {
            workspace.close();
        }
        client.close();
    }

    private ChatModel against(Function<JsonNode, MockResponse> answer) throws IOException {
        FakeEndpoint made = new FakeEndpoint(answer);
        fake = made;
        return model(made.endpoint());
    }

    private ChatModel model(@Nullable Endpoint endpoint) {
        Workspace opened = Workspace.open(folder, folder.resolve("config"));
        workspace = opened;
        return Fx.get(() -> new ChatModel(() -> client, () -> endpoint, opened.windowState(),
                new EnvironmentCatalog(List::of), new EndpointKnowledge(opened.windowState(), any -> null)));
    }

    private List<JsonNode> requests() {
        return Objects.requireNonNull(fake).requests();
    }

    private static AnswerTurn say(ChatModel model, String text) {
        Fx.run(() -> model.draftProperty().set(text));
        Fx.run(model::send);
        return ended(model);
    }

    private static AnswerTurn ended(ChatModel model) {
        Fx.until("the answer is over", () -> !model.streamingProperty().get());
        return Objects.requireNonNull(Fx.get(model::lastAnswer));
    }

    @Test
    void streamsAnAnswerWithItsTokens() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.stream(FakeEndpoint.hello()));

        AnswerTurn turn = say(model, "Say hello");

        assertThat(turn.state()).isEqualTo(State.DONE);
        assertThat(turn.failure()).isEmpty();
        assertThat(turn.answer().reasoning()).isEqualTo("Be kind");
        assertThat(turn.answer().content()).isEqualTo("Hello there");
        assertThat(turn.answer().tokens(Channel.CONTENT)).extracting(TraceToken::text).containsExactly("Hello", " there");
        assertThat(turn.answer().tokens(Channel.REASONING)).hasSize(2);
        assertThat(turn.answer().facts().count()).isEqualTo(4);
        assertThat(turn.answer().facts().unit()).isEqualTo(Answer.Facts.Unit.TOKENS);
        assertThat(turn.answer().facts().first()).isNotNull();
        assertThat(turn.remarks()).containsExactly("return_token_ids: ignored");
        assertThat(Fx.get(() -> model.draftProperty().get())).isEmpty();
        assertThat(Fx.get(model::exchanges)).hasSize(1);
    }

    @Test
    void sendsOnlyWhatTheUserSetBesidesWhatTokensNeed() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.stream(FakeEndpoint.hello()));
        Fx.run(() -> {
            model.systemProperty().set("Be brief.");
            model.sampling().text(SamplingParameter.TEMPERATURE).set("1.0");
            model.sampling().text(SamplingParameter.STOP).set("###");
            model.sampling().extraProperty().set("{\"min_p\": 0.1}");
        });

        say(model, "Hi");
        say(model, "Again");

        assertThat(requests()).hasSize(2);
        assertThat(Json.write(requests().getFirst())).isEqualTo("{\"model\":\"m\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"temperature\":1.0,\"stop\":[\"###\"],\"min_p\":0.1,\"stream\":true,"
                + "\"logprobs\":true,\"top_logprobs\":5,\"return_token_ids\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(Json.write(requests().getLast().path("messages"))).isEqualTo(
                "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello there\"},{\"role\":\"user\",\"content\":\"Again\"}]");
    }

    @Test
    void asksAgainWithoutWhatTheEndpointRefusesAndRemembersIt() throws IOException {
        ChatModel model = against(request -> request.has("return_token_ids")
                ? FakeEndpoint.error(400, "Unrecognized request argument supplied: return_token_ids")
                : FakeEndpoint.stream(FakeEndpoint.hello()));

        AnswerTurn first = say(model, "Hi");
        AnswerTurn second = say(model, "Hi again");

        assertThat(first.state()).isEqualTo(State.DONE);
        assertThat(first.remarks()).containsExactly("return_token_ids: refused");
        assertThat(second.remarks()).isEmpty();
        assertThat(requests()).extracting(request -> request.has("return_token_ids")).containsExactly(true, false, false);
        assertThat(requests()).allMatch(request -> request.has("logprobs"));
    }

    @Test
    void asksWithoutAnyExtraWhenARefusalNamesNone() throws IOException {
        ChatModel model = against(request -> request.has("logprobs")
                ? FakeEndpoint.error(422, "Extra inputs are not permitted")
                : FakeEndpoint.stream(FakeEndpoint.hello()));

        AnswerTurn turn = say(model, "Hi");
        AnswerTurn next = say(model, "Hi again");

        assertThat(turn.state()).isEqualTo(State.DONE);
        assertThat(turn.remarks()).contains("logprobs: refused");
        assertThat(next.remarks()).containsExactly("logprobs: refused");
        assertThat(requests()).hasSize(3);
    }

    @Test
    void aRefusalOfWhatTheUserSetIsAFailure() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.error(400, "logprobs are not supported with this model"));
        Fx.run(() -> model.sampling().logprobsProperty().set(LogprobsChoice.ON));

        AnswerTurn turn = say(model, "Hi");

        assertThat(turn.state()).isEqualTo(State.FAILED);
        assertThat(turn.failure()).isEqualTo("The server answered 400: logprobs are not supported with this model");
        assertThat(requests()).allMatch(request -> request.path("logprobs").asBoolean());
    }

    @Test
    void saysWhatWasAlteredOrIgnored() throws IOException {
        ChatModel model = against(request -> {
            List<tools.jackson.databind.node.ObjectNode> chunks = FakeEndpoint.hello();
            chunks.forEach(chunk -> chunk.put("model", "other"));
            return FakeEndpoint.stream(chunks);
        });
        Fx.run(() -> {
            model.sampling().text(SamplingParameter.TOP_LOGPROBS).set("20");
            model.sampling().text(SamplingParameter.MAX_TOKENS).set("3");
            model.sampling().text(SamplingParameter.STOP).set("there");
        });

        AnswerTurn turn = say(model, "Hi");

        assertThat(turn.remarks()).containsExactly("model: m → other", "top_logprobs: 20 → 5", "return_token_ids: ignored",
                "max_tokens: 3 → 4", "stop: ignored");
    }

    @Test
    void aToolCallIsAnsweredByHandAndTheModelGoesOn() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.stream(
                request.path("messages").size() == 1 ? FakeEndpoint.weatherCall() : FakeEndpoint.hello()));
        Fx.run(() -> model.tools().textProperty().set(ToolsModel.SAMPLE));

        AnswerTurn asked = say(model, "What is the weather in Oslo?");

        assertThat(asked.answer().calls()).hasSize(1);
        assertThat(asked.answer().calls().getFirst().arguments()).isEqualTo("{\"city\": \"Oslo\"}");
        assertThat(asked.answer().tokensOf(0)).isEqualTo(new Span(2, 5));
        assertThat(Math.exp(asked.answer().trace().jointLogProbability(new Span(2, 5)))).isCloseTo(Math.exp(-1.5),
                within(1e-12));
        assertThat(Fx.get(() -> model.say("And in Rome?"))).isFalse();
        Fault problem = Objects.requireNonNull(Fx.get(() -> model.problemProperty().get()));
        assertThat(problem.sentence()).isEqualTo("get_weather waits for an answer.");

        Fx.run(() -> model.answer(asked, 0, "{\"temperature\": 3}"));
        AnswerTurn last = ended(model);

        assertThat(last.answer().content()).isEqualTo("Hello there");
        assertThat(Json.write(requests().getLast().path("messages"))).isEqualTo(
                "[{\"role\":\"user\",\"content\":\"What is the weather in Oslo?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"call_7\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\": \\\"Oslo\\\"}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"call_7\",\"content\":\"{\\\"temperature\\\": 3}\"}]");
    }

    @Test
    void stopKeepsWhatHasCome() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.slow(FakeEndpoint.hello()));
        Fx.run(() -> model.say("Hi"));
        Fx.until("the first token", () -> !Objects.requireNonNull(model.lastAnswer()).answer().isEmpty());

        Fx.run(model::stop);
        AnswerTurn turn = ended(model);

        assertThat(turn.state()).isEqualTo(State.STOPPED);
        assertThat(turn.failure()).isEmpty();
        assertThat(turn.answer().reasoning()).startsWith("Be");
    }

    @Test
    void whatTheNetworkDidIsSaidAndCanBeTriedAgain() {
        ChatModel model = model(Endpoint.of("127.0.0.1:1").withName("gone").withModel("m"));

        AnswerTurn turn = say(model, "Hi");

        assertThat(turn.state()).isEqualTo(State.FAILED);
        assertThat(turn.failure()).startsWith("Nothing answers at http://127.0.0.1:1/v1");
        Fx.run(model::retry);
        AnswerTurn again = ended(model);
        assertThat(again).isNotSameAs(turn);
        assertThat(Fx.get(() -> model.turns().size())).isEqualTo(2);
    }

    @Test
    void aFailureInTheMiddleOfAStreamIsOne() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.stream(List.of(FakeEndpoint.said("content", "Hel", -0.1, 5),
                Json.parseObject("{\"error\": {\"message\": \"out of memory\"}}"))));

        AnswerTurn turn = say(model, "Hi");

        assertThat(turn.state()).isEqualTo(State.FAILED);
        assertThat(turn.failure()).isEqualTo("out of memory");
        assertThat(turn.answer().content()).isEqualTo("Hel");
    }

    @Test
    void anEndpointThatDoesNotStreamIsSaidToIgnoreIt() throws IOException {
        ChatModel model = against(request -> new MockResponse.Builder().code(200).addHeader("content-type", "application/json")
                .body("{\"model\": \"m\", \"choices\": [{\"index\": 0, \"message\": {\"role\": \"assistant\","
                        + " \"content\": \"Whole\"}, \"finish_reason\": \"stop\"}], \"usage\": {\"completion_tokens\": 2}}")
                .build());

        AnswerTurn turn = say(model, "Hi");

        assertThat(turn.answer().content()).isEqualTo("Whole");
        assertThat(turn.answer().facts().count()).isEqualTo(2);
        assertThat(turn.remarks()).containsExactly("stream: ignored", "logprobs: ignored", "return_token_ids: ignored");
    }

    @Test
    void aMessageThatCanNotBeSentStaysInTheComposer() {
        ChatModel model = model(null);
        Fx.run(() -> model.draftProperty().set("Hi"));

        Fx.run(model::send);

        assertThat(Fx.get(() -> model.draftProperty().get())).isEqualTo("Hi");
        assertThat(Objects.requireNonNull(Fx.get(() -> model.problemProperty().get())).sentence())
                .isEqualTo("No endpoint is chosen.");
        assertThat(Fx.get(() -> model.turns().size())).isZero();
    }

    @Test
    void badToolsAreSaidWithLineAndColumnBeforeAnythingIsSent() throws IOException {
        ChatModel model = against(request -> FakeEndpoint.stream(FakeEndpoint.hello()));
        Fx.run(() -> model.tools().textProperty().set("[\n  {\"type\": }\n]"));

        Fx.run(() -> model.say("Hi"));

        assertThat(Objects.requireNonNull(Fx.get(() -> model.problemProperty().get())).sentence()).contains("line 2, column");
        assertThat(requests()).isEmpty();
    }

    @Test
    void whatIsTypedIsKept() {
        ChatModel model = model(null);
        Fx.run(() -> {
            model.draftProperty().set("half a sent");
            model.systemProperty().set("Be brief.");
            model.tools().textProperty().set(ToolsModel.SAMPLE);
            model.sampling().text(SamplingParameter.SEED).set("7");
            model.sampling().logprobsProperty().set(LogprobsChoice.OFF);
        });
        Objects.requireNonNull(workspace).close();

        ChatModel later = model(null);

        assertThat(Fx.get(() -> later.draftProperty().get())).isEqualTo("half a sent");
        assertThat(Fx.get(() -> later.systemProperty().get())).isEqualTo("Be brief.");
        assertThat(Fx.get(() -> later.tools().names())).containsExactly("get_weather");
        assertThat(Fx.get(() -> later.sampling().summary())).isEqualTo("seed 7, logprobs off");
    }
}
