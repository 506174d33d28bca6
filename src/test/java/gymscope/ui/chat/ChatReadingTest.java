package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.config.ServerInstance;
import gymscope.servers.Instances;
import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A text that goes on from a token is read by the parsers of its model, and it is said which and why. */
class ChatReadingTest {

    private static final String QWEN_CALL = "<tool_call>\n<function=get_weather>\n<parameter=city>\n%s\n</parameter>\n</function>\n"
            + "</tool_call>";
    static final String KIMI_CALL = "<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0"
            + "<|tool_call_argument_begin|>{\"city\": \"%s\"}<|tool_call_end|><|tool_calls_section_end|>";

    @TempDir
    Path folder = Path.of("");

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private Workspace workspace;
    private @Nullable FakeEndpoint fake;
    private @Nullable ServerInstance server;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder, folder.resolve("config"));
    }

    @AfterEach
    void close() {
        if (fake != null) {
            fake.close();
        }
        client.close();
        workspace.close();
    }

    /** Asks once, takes another first token of the content or call, and goes on with a text. */
    private AnswerTurn goOn(String model, List<ObjectNode> first, String chosen, String rest) throws IOException {
        FakeEndpoint made = new FakeEndpoint(
                request -> request.has("prompt") ? FakeEndpoint.completion(rest) : FakeEndpoint.stream(first));
        fake = made;
        Endpoint endpoint = made.endpoint().withModel(model);
        ChatModel chat = Fx.get(() -> new ChatModel(() -> client, () -> endpoint, workspace.windowState(),
                new EnvironmentCatalog(List::of), new EndpointKnowledge(workspace.windowState(), any -> server)));
        Fx.run(() -> {
            chat.settings().templateProperty().set("{{ messages[0].content }}");
            chat.tools().textProperty().set(ToolsModel.SAMPLE);
            chat.say("What is the weather?");
        });
        AnswerTurn turn = ended(chat);
        int place = turn.answer().trace().tokens().stream()
                .filter(token -> token.channel() != Channel.REASONING && !token.text().contains("think")).findFirst()
                .orElseThrow()
                .position();
        Fx.run(() -> chat.continueFrom(turn, place, new Alternative(null, chosen, null, -1.0)));
        return ended(chat);
    }

    private static AnswerTurn ended(ChatModel chat) {
        Fx.until("the answer is over", () -> !chat.streamingProperty().get());
        AnswerTurn turn = Objects.requireNonNull(Fx.get(chat::lastAnswer));
        assertThat(turn.failure()).isEmpty();
        return turn;
    }

    /** Two thoughts and a word, all markers told. */
    private static List<ObjectNode> thoughtful() {
        ObjectNode choice = FakeEndpoint.choice();
        choice.putObject("delta").put("reasoning_content", "Be kind");
        ArrayNode entries = choice.putObject("logprobs").putArray("content");
        for (String token : List.of("<think>", "Be", " kind", "</think>")) {
            entries.addObject().put("token", token).put("logprob", -0.5).putArray("top_logprobs");
        }
        List<ObjectNode> chunks = new ArrayList<>(List.of(FakeEndpoint.chunk(choice)));
        chunks.add(FakeEndpoint.said("content", "Hello", -0.2, 5));
        chunks.addAll(FakeEndpoint.end("stop", 5));
        return chunks;
    }

    private static void isBergen(AnswerTurn turn) {
        ToolCall call = turn.answer().calls().getFirst();
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat((Object) Json.parse(call.arguments())).isEqualTo(Json.parse("{\"city\": \"Bergen\"}"));
    }

    private static String caveat(AnswerTurn turn) {
        return Objects.requireNonNull(turn.originProperty().get()).caveat();
    }

    @ParameterizedTest
    @CsvSource({"qwen, qwen3_coder", "kimi, kimi_k2"})
    void theFormatOfTheAnswersBeforeIsTaken(String format, String parser) throws IOException {
        String raw = format.equals("qwen") ? QWEN_CALL : KIMI_CALL;

        AnswerTurn turn = goOn("m", FakeEndpoint.call(raw.formatted("Oslo"), "{\"city\": \"Oslo\"}"), "Well. ",
                raw.formatted("Bergen"));

        isBergen(turn);
        assertThat(turn.answer().content().strip()).isEqualTo("Well.");
        assertThat(caveat(turn))
                .endsWith("Calls are read by Gymscope's %s parser, which finds in this conversation's answers what"
                        .formatted(parser) + " the endpoint found.");
        assertThat(turn.answer().tokens(Channel.CONTENT)).isNotEmpty();
    }

    @Test
    void theModelsNameTellsItsFormat() throws IOException {
        AnswerTurn turn = goOn("moonshotai/Kimi-K2-Instruct", thoughtful(), "Well. ", KIMI_CALL.formatted("Bergen"));

        isBergen(turn);
        assertThat(turn.answer().reasoning()).isEqualTo("Be kind");
        assertThat(caveat(turn)).contains("kimi_k2 parser").contains("by the model's name, moonshotai/Kimi-K2-Instruct");
    }

    @Test
    void theCommandLineOfOurOwnServerOutweighsTheName() throws IOException {
        server = Instances.model("program", "process",
                "{\"command\": [\"vllm\", \"serve\", \"m\", \"--tool-call-parser=qwen3_coder\"]}", 0, Instances.withToken("t"));

        AnswerTurn turn = goOn("Kimi-K2", thoughtful(), "Well. ", QWEN_CALL.formatted("Bergen"));

        isBergen(turn);
        assertThat(caveat(turn)).contains("qwen3_coder parser, as the server's command line has it.");
    }

    @Test
    void whereNothingTellsTheTextItselfDoes() throws IOException {
        AnswerTurn turn = goOn("m", thoughtful(), "Well. ", KIMI_CALL.formatted("Bergen"));

        isBergen(turn);
        assertThat(caveat(turn)).contains("kimi_k2 parser, which finds calls in this text.");
    }

    @Test
    void aTextWithoutCallsIsReadByTheMostCommonFormat() throws IOException {
        AnswerTurn turn = goOn("m", thoughtful(), "Well. ", "Warm, I think: {\"city\": \"Bergen\"}");

        assertThat(turn.answer().calls()).isEmpty();
        assertThat(turn.answer().content()).isEqualTo("Well. Warm, I think: {\"city\": \"Bergen\"}");
        assertThat(caveat(turn)).contains("hermes parser, since nothing tells which the model needs.");
    }

    @Test
    void aTextWithoutTheMarkerThatEndsItsReasoningIsNoPrompt() throws IOException {
        AnswerTurn turn = goOn("m", FakeEndpoint.hello(), "Well. ", "never asked");

        assertThat(Objects.requireNonNull(turn.originProperty().get()).passed().getLast())
                .isEqualTo("Text prompt on /v1/completions: The answer's tokens do not tell the marker that ends its reasoning.");
    }
}
