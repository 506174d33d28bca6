package gymscope.verification;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Call;
import gymscope.client.Endpoint;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState.Running;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The battery and the traces on a real server: the demonstration model, behind its guards, over a socket. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class LocalServerTest {

    private final LinkedBlockingQueue<Exchange> kept = new LinkedBlockingQueue<>();
    private final ApiClient client = new ApiClient(kept::add);
    private final ApplicationHome home = ApplicationHome.locate();
    private ServerFleet fleet;
    private Endpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder) throws InterruptedException {
        fleet = new ServerFleet(ModelServerKinds.standard(client), home::demoModel, new RunFile(folder));
        ManagedServer server = fleet
                .add(ConfigLoader
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

    @Test
    void theDemonstrationModelPassesTwelveChecks() throws InterruptedException {
        Report report = Battery.standard().run(client, endpoint, BatteryListener.NONE);

        assertThat(report.results()).allSatisfy(
                result -> assertThat(result.verdict()).as("%s: %s", result.id(), result.evidence()).isEqualTo(Verdict.PASS));
        assertThat(report.sentence()).isEqualTo("Ready for on-policy training.");
    }

    @Test
    void aStreamedToolCallHasItsTokensTimesAndChannels() {
        ObjectNode body = chat("What is the weather in Oslo?").put("stream", true).put("logprobs", true).put("top_logprobs", 5)
                .put("return_token_ids", true);
        body.set("tools", Json.parse("""
                [{"type": "function", "function": {"name": "get_weather", "description": "Get the weather in a city.",
                  "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}]"""));

        Exchange exchange = client.newCall(ApiRequest.post(endpoint, "/chat/completions", body)).stream(event -> {});
        TokenTrace trace = TraceReader.of(exchange);

        assertThat(exchange.problem()).isNull();
        assertThat(trace.text()).startsWith("<tool_call>\n{\"name\": \"get_weather\"").endsWith("<|im_end|>");
        assertThat(joined(trace, Channel.TOOL_NAME)).isEqualTo("get_weather");
        assertThat(joined(trace, Channel.TOOL_ARGUMENT)).contains("\"city\": \"Oslo\"");
        assertThat(trace.tokens()).allSatisfy(token -> {
            assertThat(token.id()).isNotNull();
            assertThat(token.arrival()).isNotNull();
            assertThat(token.rank()).isEqualTo(1);
        });
        assertThat(trace.promptIds()).isNotEmpty();
        assertThat(trace.perplexity()).isBetween(1.0, 1.5);
    }

    @Test
    void reasoningIsItsOwnChannel() {
        ObjectNode body = chat("What is 7 + 8?").put("logprobs", true);
        body.putObject("chat_template_kwargs").put("enable_thinking", true);

        TokenTrace trace = TraceReader.of(client.newCall(ApiRequest.post(endpoint, "/chat/completions", body)).execute());

        assertThat(joined(trace, Channel.REASONING)).isNotBlank().doesNotContain("think>");
        assertThat(joined(trace, Channel.CONTENT)).isNotBlank();
    }

    @Test
    void completionsAndResponsesGiveTracesToo() {
        Exchange completion = client.newCall(ApiRequest.post(endpoint, "/completions",
                Json.object().put("model", endpoint.model()).put("prompt", "The").put("max_tokens", 5).put("ignore_eos", true)
                        .put("temperature", 0)
                        .put("logprobs", 3)))
                .execute();
        ObjectNode body = Json.object().put("model", endpoint.model()).put("input", "Say hello.").put("temperature", 0)
                .put("top_logprobs", 2);
        body.putArray("include").add("message.output_text.logprobs");
        Exchange response = client.newCall(ApiRequest.post(endpoint, "/responses", body)).execute();

        assertThat(TraceReader.of(completion).tokens()).hasSize(5)
                .allSatisfy(token -> assertThat(token.alternatives()).isNotEmpty());
        assertThat(TraceReader.of(response).text()).contains("Hello");
        assertThat(TraceReader.of(response).scored()).isEqualTo(TraceReader.of(response).size());
    }

    @Test
    void cancelEndsALongAnswer() {
        ObjectNode body = chat("Tell me a story.").put("stream", true).put("ignore_eos", true).put("max_tokens", 900);
        Call call = client.newCall(ApiRequest.post(endpoint, "/chat/completions", body));

        Exchange exchange = call.stream(event -> call.cancel());

        assertThat(exchange.failure()).startsWith("The request was cancelled.");
        assertThat(exchange.events().size()).isLessThan(900);
        assertThat(kept).contains(exchange);
    }

    private ObjectNode chat(String question) {
        ObjectNode body = Json.object().put("model", endpoint.model()).put("temperature", 0);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return body;
    }

    private static String joined(TokenTrace trace, Channel channel) {
        return new TokenTrace(trace.tokens().stream().filter(token -> token.channel() == channel).toList()).text();
    }
}
