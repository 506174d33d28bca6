package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.config.ServerInstance;
import gymscope.servers.Instances;
import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.endpoint.Offer;
import gymscope.ui.chat.endpoint.Offers;
import gymscope.ui.chat.settings.AnswerForm.Kind;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.wire.Exchange;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is known of an endpoint's offers, from where, and that nothing is sent that it is known not to take. */
class ChatOffersTest {

    @TempDir
    Path folder = Path.of("");

    private final List<FakeEndpoint> fakes = new ArrayList<>();
    private Workspace workspace;
    private EndpointKnowledge knowledge;
    private ApiClient client;

    @BeforeEach
    void open() {
        Fx.start();
        workspace = Workspace.open(folder, folder.resolve("config"));
        knowledge = new EndpointKnowledge(workspace.windowState(), any -> null);
        client = new ApiClient(exchange -> knowledge.accept(exchange));
    }

    @AfterEach
    void close() {
        fakes.forEach(FakeEndpoint::close);
        client.close();
        workspace.close();
    }

    private FakeEndpoint fake(String owner, Function<JsonNode, MockResponse> answer) throws IOException {
        FakeEndpoint made = new FakeEndpoint(owner, answer);
        fakes.add(made);
        return made;
    }

    private ChatModel model(Endpoint endpoint) {
        return Fx.get(() -> new ChatModel(() -> client, () -> endpoint, workspace.windowState(),
                new EnvironmentCatalog(List::of), knowledge));
    }

    private static AnswerTurn say(ChatModel model) {
        Fx.run(() -> model.say("Hi"));
        Fx.until("the answer is over", () -> !model.streamingProperty().get());
        return Objects.requireNonNull(Fx.get(model::lastAnswer));
    }

    private Offer offer(FakeEndpoint fake, Capability capability) {
        return Fx.get(() -> knowledge.of(fake.endpoint()).of(capability));
    }

    private static MockResponse says(String text) {
        return SampleAnswers.answer("", text);
    }

    @Test
    void aRefusalIsLearnedAndNotProvokedAgain() throws IOException {
        FakeEndpoint fake = fake("", request -> request.has("response_format")
                ? FakeEndpoint.error(400, "response_format of the type json_object is not supported.")
                : says("Hello."));
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> model.settings().form().kindProperty().set(Kind.JSON_OBJECT));
        assertThat(offer(fake, Capability.JSON_OBJECT)).isEqualTo(Offer.UNKNOWN);
        assertThat(say(model).state()).isEqualTo(State.FAILED);
        assertThat(fake.requests()).hasSize(1);
        assertThat(offer(fake, Capability.JSON_OBJECT).source()).startsWith("refused on ").contains("not supported");
        assertThat(offer(fake, Capability.JSON_SCHEMA)).as("only what was asked for").isEqualTo(Offer.UNKNOWN);
        Fx.until("the form knows", () -> model.offers().now().refuses(Capability.JSON_OBJECT));
        assertThat(Fx.get(() -> model.settings().form().summary(model.offers().now()))).isEqualTo("JSON object, not sent");

        Fx.run(model::newConversation);
        AnswerTurn second = say(model);

        assertThat(second.state()).isEqualTo(State.DONE);
        assertThat(second.remarks()).contains("json_object: not sent");
        assertThat(fake.requests().getLast().has("response_format")).isFalse();
        Fx.run(model.offers()::forget);
        Fx.run(model::newConversation);
        assertThat(say(model).state()).as("asked anew").isEqualTo(State.FAILED);
    }

    @Test
    void whatIsWrittenAsJsonIsSentAllTheSame() throws IOException {
        FakeEndpoint fake = fake("llamacpp", request -> says("yes"));
        ChatModel model = model(fake.endpoint());
        list(fake);
        Fx.run(() -> model.sampling().extraProperty().set("{\"structured_outputs\": {\"choice\": [\"yes\", \"no\"]}}"));

        assertThat(say(model).state()).isEqualTo(State.DONE);

        assertThat(fake.requests().getLast().has("structured_outputs")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"It is warm., NOT_OFFERED, ignored it", "'{\"city\": \"Oslo\"}', OFFERED, kept to it"})
    void anAnswerTellsWhetherAFormIsKept(String text, Offer.State state, String source) throws IOException {
        FakeEndpoint fake = fake("", request -> says(text));
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> model.settings().form().kindProperty().set(Kind.JSON_OBJECT));

        say(model);

        assertThat(offer(fake, Capability.JSON_OBJECT).state()).isEqualTo(state);
        assertThat(offer(fake, Capability.JSON_OBJECT).source()).endsWith(source);
    }

    @Test
    void aWrongValueProvesNothing() throws IOException {
        FakeEndpoint fake = fake("", request -> FakeEndpoint.error(400, "Invalid schema for response_format 'answer'."));
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> model.settings().form().kindProperty().set(Kind.JSON_SCHEMA));

        say(model);

        assertThat(offer(fake, Capability.JSON_SCHEMA)).isEqualTo(Offer.UNKNOWN);
    }

    @Test
    void aCallThatWasRequiredAndCameIsAnOffer() throws IOException {
        FakeEndpoint fake = fake("", request -> FakeEndpoint.stream(FakeEndpoint.weatherCall()));
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> {
            model.tools().textProperty().set(ToolsModel.SAMPLE);
            model.tools().choiceProperty().set("get_weather");
        });

        say(model);

        assertThat(offer(fake, Capability.NAMED_TOOL).state()).isEqualTo(Offer.State.OFFERED);
        assertThat(offer(fake, Capability.REQUIRED_TOOL)).isEqualTo(Offer.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"vllm, OFFERED, OFFERED, NOT_KNOWN", "llamacpp, OFFERED, NOT_OFFERED, NOT_KNOWN",
        "sglang, OFFERED, NOT_OFFERED, NOT_KNOWN", "someone, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN"})
    void theListOfModelsTellsTheProgram(String owner, Offer.State schema, Offer.State regex, Offer.State named)
            throws IOException {
        FakeEndpoint fake = fake(owner, request -> says("Hello."));

        list(fake);

        assertThat(offer(fake, Capability.JSON_SCHEMA).state()).isEqualTo(schema);
        assertThat(offer(fake, Capability.REGEX).state()).isEqualTo(regex);
        assertThat(offer(fake, Capability.NAMED_TOOL).state()).isEqualTo(named);
    }

    private void list(FakeEndpoint fake) {
        Exchange listed = client.newCall(ApiRequest.get(fake.endpoint(), "/models")).execute();
        assertThat(listed.succeeded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "vllm", "serve", "m", "--tool-call-parser", "hermes" | OFFERED     | OFFERED
            "/opt/vllm/bin/vllm", "serve", "m"                   | OFFERED     | NOT_KNOWN
            "/opt/llama-server", "-m", "m.gguf"                  | NOT_OFFERED | NOT_KNOWN
            "python", "-m", "sglang.launch_server"               | NOT_KNOWN   | NOT_KNOWN
            """)
    void aCommandLineTellsWhatItsProgramOffers(String command, Offer.State grammar, Offer.State named) {
        ServerInstance server = Instances.model("program", "process", "{\"command\": [%s]}".formatted(command), 0,
                Instances.withToken("t"));

        Offers offers = Fx.get(() -> new EndpointKnowledge(workspace.windowState(), any -> server)
                .of(Endpoint.of("127.0.0.1:1").withName("program")));

        assertThat(offers.of(Capability.GRAMMAR).state()).isEqualTo(grammar);
        assertThat(offers.of(Capability.NAMED_TOOL).state()).isEqualTo(named);
    }

    @Test
    void whatAnswersProvedIsKeptOverARestart() throws IOException {
        FakeEndpoint fake = fake("", request -> says("It is warm."));
        ChatModel model = model(fake.endpoint());
        Fx.run(() -> model.settings().form().kindProperty().set(Kind.CHOICE));
        say(model);

        EndpointKnowledge later = new EndpointKnowledge(workspace.windowState(), any -> null);

        assertThat(Fx.get(() -> later.of(fake.endpoint()).refuses(Capability.CHOICE))).isTrue();
        assertThat(Fx.get(() -> later.of(fake.endpoint().withModel("other")).refuses(Capability.CHOICE))).isFalse();
    }

    @Test
    void ofSeveralEndpointsOnlyWhatNoneTakesIsClosed() throws IOException {
        FakeEndpoint vllm = fake("vllm", request -> says("yes"));
        FakeEndpoint llama = fake("llamacpp", request -> says("yes"));
        list(vllm);
        list(llama);
        Offers together = Fx.get(() -> Offers.together(List.of(knowledge.of(vllm.endpoint().withName("one")),
                knowledge.of(llama.endpoint().withName("two")))));

        assertThat(together.refuses(Capability.REGEX)).isFalse();
        assertThat(together.sentences(List.of(Capability.REGEX))).containsExactly("Not known whether these 2 endpoints offer it:"
                + " regex. It is sent, and the answer tells (not sent to two, which does not offer it).");
        assertThat(together.of(Capability.JSON_SCHEMA).state()).isEqualTo(Offer.State.OFFERED);
    }
}
