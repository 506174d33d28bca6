package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState.Running;
import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.ConversationTree.Entry;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.conversation.Origin;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.samples.SamplesModel;
import gymscope.ui.chat.settings.AnswerForm;
import gymscope.ui.chat.settings.SamplingParameter;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Chat on the demonstration model: going on from a token, an environment's answers, samples. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class LocalModelChatTest {

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private final ApplicationHome home = ApplicationHome.locate();
    private ServerFleet fleet;
    private Endpoint endpoint;
    private Workspace workspace;
    private ChatModel model;

    @BeforeAll
    void start(@TempDir Path folder) throws InterruptedException {
        fleet = new ServerFleet(ModelServerKinds.standard(client), home::demoModel, new RunFile(folder));
        ManagedServer server = fleet.add(ConfigLoader
                .load(ConfigRequest.ofArguments(List.of("sample-configs/local_model.yaml"), home.folder(), List.of())))
                .getFirst();
        server.start();
        assertThat(server.await()).isInstanceOf(Running.class);
        Running running = (Running) server.state();
        endpoint = new Endpoint(server.name(), running.url().resolve("/v1"), server.token(), server.model());
    }

    @AfterAll
    void stop() {
        fleet.close();
        client.close();
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        workspace = Workspace.open(folder, folder.resolve("config"));
        model = Fx.get(
                () -> new ChatModel(() -> client, () -> endpoint, workspace.windowState(), new EnvironmentCatalog(List::of),
                        new EndpointKnowledge(workspace.windowState(), any -> fleet.servers().getFirst().instance())));
        Fx.run(() -> {
            model.sampling().text(SamplingParameter.TEMPERATURE).set("0");
            model.sampling().text(SamplingParameter.MAX_TOKENS).set("48");
        });
    }

    @AfterEach
    void closeWorkspace() {
        workspace.close();
    }

    private AnswerTurn say(String text) {
        Fx.run(() -> model.say(text));
        return ended();
    }

    private AnswerTurn story() {
        AnswerTurn turn = say(ChatModel.SAMPLE);
        assertThat(turn.failure()).isEmpty();
        assertThat(turn.answer().tokens(Channel.CONTENT)).as("the content's tokens of: %s", turn.answer()).hasSizeGreaterThan(10);
        return turn;
    }

    private AnswerTurn ended() {
        Fx.until("the answer is over", () -> !model.streamingProperty().get());
        return Objects.requireNonNull(Fx.get(model::lastAnswer));
    }

    @Test
    void goingOnWithTheSameTokenGivesTheSameAnswer() {
        AnswerTurn first = story();
        List<TraceToken> tokens = first.answer().trace().tokens();
        int place = middle(tokens);
        TraceToken token = tokens.get(place);

        Fx.run(() -> model.continueFrom(first, place, Objects.requireNonNull(token.itself())));
        AnswerTurn second = ended();

        assertThat(second.failure()).isEmpty();
        assertThat(second.state()).isEqualTo(State.DONE);
        assertThat(second.answer().content()).isEqualTo(first.answer().content());
        assertThat(second.answer().reasoning()).isEqualTo(first.answer().reasoning());
        assertThat(ids(second)).isEqualTo(ids(first).subList(0, ids(second).size()));
        assertThat(second.answer().trace().tokens().get(place).channel()).isEqualTo(Channel.CONTENT);
    }

    @Test
    void anotherTokenIsABranchByTokenIds() {
        AnswerTurn first = story();
        int place = middle(first.answer().trace().tokens());
        TraceToken token = first.answer().trace().tokens().get(place);
        Alternative other = token.alternatives().stream().filter(one -> !one.equals(token.itself())).findFirst().orElseThrow();

        Fx.run(() -> model.continueFrom(first, place, other));
        AnswerTurn second = ended();

        Origin origin = Objects.requireNonNull(second.originProperty().get());
        assertThat(origin.what()).startsWith("Branched at token %d:".formatted(place + 1))
                .endsWith("Token ids on /v1/completions.");
        assertThat(origin.caveat()).contains("parsers do not run");
        assertThat(origin.passed()).isEmpty();
        Exchange exchange = Objects.requireNonNull(second.exchange());
        List<Integer> prompt = Json.elements(Objects.requireNonNull(exchange.request()), "prompt").stream().map(JsonNode::asInt)
                .toList();
        assertThat(prompt).startsWith(first.answer().trace().promptIds().toArray(Integer[]::new))
                .hasSize(first.answer().trace().promptIds().size() + place + 1);
        assertThat(second.answer().content()).contains(other.text().strip());
        assertThat(model.conversations().tree().branchesAt(1)).extracting(Entry::turn).containsExactly(first, second);
        assertThat(Fx.get(() -> List.copyOf(model.turns()))).contains(second).doesNotContain(first);
    }

    @Test
    void aBranchOfABranchGoesOnToo() {
        AnswerTurn first = story();
        int place = middle(first.answer().trace().tokens());
        Fx.run(() -> model.continueFrom(first, place, other(first, place)));
        AnswerTurn second = ended();
        int later = place + 3;

        Fx.run(() -> model.continueFrom(second, later, other(second, later)));
        AnswerTurn third = ended();

        assertThat(third.failure()).isEmpty();
        assertThat(Objects.requireNonNull(third.originProperty().get()).what()).contains("Token ids");
        assertThat(ids(third).subList(0, later)).isEqualTo(ids(second).subList(0, later));
    }

    @Test
    void anEnvironmentAnswersUntilTheModelIsDone() {
        Fx.run(() -> {
            model.sampling().text(SamplingParameter.MAX_TOKENS).set("200");
            model.tools().textProperty().set(ToolsModel.SAMPLE);
            model.answering().modeProperty().set(ToolAnswering.Mode.ENVIRONMENT);
            model.say("What is the weather in Oslo?");
        });
        AnswerTurn last = ended();

        AnswerTurn asking = (AnswerTurn) Fx.get(() -> model.turns().get(1));
        assertThat(asking.answer().calls().getFirst().name()).isEqualTo("get_weather");
        assertThat(Objects.requireNonNull(asking.toolAnswers().get(0)).by()).isEqualTo("example_single_tool_call");
        assertThat(Objects.requireNonNull(asking.toolAnswers().get(0)).text()).contains("is cold");
        assertThat(last).isNotSameAs(asking);
        assertThat(last.answer().content()).isNotBlank();
    }

    @Test
    void ourOwnServerTellsWhatItIgnores() {
        assertThat(say("Say hello.").remarks()).isEmpty();
        Fx.run(() -> model.sampling().extraProperty().set("{\"min_pp\": 1, \"top_kk\": 3}"));

        assertThat(say("Say hello again.").remarks()).containsExactlyInAnyOrder("min_pp: ignored", "top_kk: ignored");
    }

    @Test
    void whatOurOwnServerRefusesCanBeLeftOut() {
        Fx.run(() -> model.sampling().text(SamplingParameter.BAD_WORDS).set("[\"sorry\"]"));
        AnswerTurn failed = say("Say hello.");
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure()).contains("bad_words");

        Fx.run(() -> model.againWithout(failed, "bad_words"));

        assertThat(ended().state()).isEqualTo(State.DONE);
    }

    @Test
    void whatOurOwnServerDoesNotOfferIsNotSent() {
        Fx.run(() -> {
            model.tools().textProperty().set(ToolsModel.SAMPLE);
            model.tools().choiceProperty().set("required");
            model.settings().form().kindProperty().set(AnswerForm.Kind.JSON_SCHEMA);
        });

        AnswerTurn done = say("Say hello.");

        assertThat(done.failure()).isEmpty();
        assertThat(done.remarks()).contains("required: not sent", "json_schema: not sent");
        assertThat(Fx.get(() -> model.offers().now().sentences(List.of(Capability.JSON_SCHEMA, Capability.REQUIRED_TOOL))))
                .containsExactly("Not offered by %s, so not sent: json_schema, required (known from its kind: the local model)."
                        .formatted(endpoint.name()));
    }

    @Test
    void samplesAreMergedAndOneCanBeKept() {
        SamplesModel samples = Fx.get(() -> new SamplesModel(model.asker(), model.settings(), () -> endpoint));
        Fx.run(() -> {
            model.sampling().text(SamplingParameter.TEMPERATURE).set("1");
            model.sampling().text(SamplingParameter.SEED).set("5");
            model.sampling().text(SamplingParameter.MAX_TOKENS).set("12");
            samples.countProperty().set(8);
            samples.take(List.of(UserTurn.of(ChatModel.SAMPLE)));
        });
        Fx.until("the samples are whole", () -> !samples.runningProperty().get());

        SamplesModel.Merged merged = Fx.get(() -> samples.mergedProperty().get());
        assertThat(merged.failed()).isZero();
        assertThat(merged.tree().samples()).isEqualTo(8);
        assertThat(merged.words()).isFalse();
        assertThat(merged.tree().covered()).isBetween(0.0, 1.0);
        assertThat(merged.note()).isEqualTo("seed 5 and the numbers after it, one a sample");
        assertThat(Fx.get(() -> samples.rows().size())).isGreaterThan(1);
        AnswerTurn kept = merged.merged().get(3);
        Fx.run(() -> model.keep(samples.prompt(), kept));
        Fx.run(() -> model.keep(samples.prompt(), merged.merged().get(4)));
        assertThat(Fx.get(() -> model.turns().getLast())).isSameAs(merged.merged().get(4));
        assertThat(Fx.get(() -> model.conversations().tree().leaves().size())).isEqualTo(2);
    }

    private static Alternative other(AnswerTurn turn, int place) {
        TraceToken token = turn.answer().trace().tokens().get(place);
        return token.alternatives().stream().filter(one -> !one.equals(token.itself()) && !one.text().isBlank()
                && one.text().chars().allMatch(c -> c < 128 && c != '<')).findFirst().orElseThrow();
    }

    /** A token of the content with some before and some after it. */
    private static int middle(List<TraceToken> tokens) {
        return IntStream.range(0, tokens.size()).filter(i -> tokens.get(i).channel() == Channel.CONTENT).skip(6).findFirst()
                .orElseThrow();
    }

    private static List<Integer> ids(AnswerTurn turn) {
        return turn.answer().trace().tokens().stream().map(TraceToken::id).map(Objects::requireNonNull).toList();
    }
}
