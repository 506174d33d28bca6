package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.RunFile;
import gymscope.verification.FakeEndpoint;
import gymscope.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** verify, chat and tokens show as a person at a terminal meets them: their output, faults and exit codes. */
@Timeout(60)
class EndpointCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeEndpoint fake;
    private RunFile running;
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        System.setProperty("gymscope.runtime", folder.resolve("run").toString());
        fake = new FakeEndpoint();
        url = fake.endpoint().baseUrl().toString();
        running = new RunFile(folder.resolve("run"));
        running.write(
                List.of(new RunFile.Entry("fake", "openai_model", URI.create(url.replace("/v1", "")), FakeEndpoint.KEY, null)));
    }

    @AfterEach
    void stop() {
        running.remove();
        fake.close();
        System.clearProperty("gymscope.runtime");
    }

    @Test
    void verifyTakesTheTokenOfARunningServerAndEndsWithZero() {
        assertThat(run("verify", url)).isZero();

        assertThat(out.toString()).contains("Log probabilities\n")
                .containsPattern("  pass  Token ids are returned +prompt 11, answer 5, all present")
                .contains("\nReady for on-policy training.\n").contains("12 pass in ").doesNotContain("fail");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void verifyWritesJson() throws IOException {
        Path file = folder.resolve("report.json");

        assertThat(run("verify", url, "--json", file.toString())).isZero();
        assertThat(run("verify", url, "--json", "-", "--quiet")).isZero();

        JsonNode report = Json.parse(Files.readString(file));
        assertThat(report.path("checks")).hasSize(12);
        assertThat(out.toString()).contains("\n{").doesNotContain(FakeEndpoint.KEY.reveal());
        assertThat(folder.resolve("report.json.partial")).doesNotExist();
    }

    @Test
    void verifyEndsWithOneWhenACheckFails() {
        fake.replace("/detokenize", request -> FakeEndpoint.error(500, "broken"));

        assertThat(run("verify", url)).isEqualTo(1);
        assertThat(out.toString()).contains("Not ready for on-policy training: the tokenizer does not give the text back.")
                .containsPattern("  fail  Tokenizer keeps the text +/detokenize: the server answered 500: broken");
    }

    @Test
    void verifyEndsWithTwoWhenNothingAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(run("verify", "http://127.0.0.1:" + port, "--json", folder.resolve("r.json").toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("Nothing answers at http://127.0.0.1:%d/v1: connection refused.\n".formatted(port)
                + "Start the server there or correct the address.\n");
        assertThat(folder.resolve("r.json")).doesNotExist();
    }

    @Test
    void verifyNamesTheModelsThatAreListed() {
        assertThat(run("verify", url, "--model", "gpt-9")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("The model gpt-9 is not listed at %s.\nAsk for one of these: fake-7b.\n".formatted(url));
    }

    @Test
    void badInputIsOneSentenceAndAHint() {
        assertThat(run("verify", url, "--api-key-env", "GYMSCOPE_NO_SUCH_VARIABLE")).isEqualTo(2);
        assertThat(run("verify", url, "--json", folder.resolve("no/such/folder.json").toString())).isEqualTo(2);
        assertThat(run("verify", "ftp://h")).isEqualTo(2);
        assertThat(run("verify", url, "--no-such-flag")).isEqualTo(2);
        assertThat(run("tokens", "show", folder.resolve("nothing.json").toString())).isEqualTo(2);
        assertThat(run("chat", url, "--tools", folder.resolve("nothing.json").toString(), "hi")).isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(12).first()
                .isEqualTo("The environment variable GYMSCOPE_NO_SUCH_VARIABLE is not set.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void chatPrintsTheAnswerAndItsTokens() {
        fake.replace("/v1/chat/completions", request -> stream(FakeEndpoint.body(request)));

        assertThat(run("chat", url, "--logprobs", "2", "--param", "temperature=0.5", "--param", "stop=END", "Say hello."))
                .isZero();

        assertThat(out.toString()).startsWith("Reasoning: hm\n\n0.5 END Hi\n").contains("  Hi  ")
                .contains("1 token, mean log p −0.5000, perplexity 1.649");
        assertThat(err.toString()).contains("finish reason stop");
    }

    @Test
    void chatShowsToolCallsAndJson() throws IOException {
        Path tools = Files.writeString(folder.resolve("tools.json"),
                "[{\"type\": \"function\", \"function\": {\"name\": \"get_weather\"}}]");
        fake.replace("/v1/chat/completions", request -> FakeEndpoint.body(request).path("stream").asBoolean(false)
                ? FakeEndpoint.json(200, Json
                        .parse("""
                                {"choices": [{"message": {"content": null, "tool_calls": [{"id": "c", "type": "function",
                                  "function": {"name": "get_weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}}]}, "finish_reason": "tool_calls"}]}"""))
                : null);

        assertThat(run("chat", url, "--tools", tools.toString(), "Weather?")).isZero();
        assertThat(run("chat", url, "--json", "Weather?")).isZero();

        assertThat(out.toString()).contains("→ get_weather {\"city\": \"Oslo\"}\n")
                .endsWith("\"finish_reason\":\"tool_calls\"}]}\n");
    }

    @Test
    void chatHoldsAConversationFromStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("first\nsecond\n\nnever\n".getBytes(StandardCharsets.UTF_8)));
        try {
            fake.replace("/v1/chat/completions", request -> sse("""
                    {"choices": [{"index": 0, "delta": {"content": "%d messages"}, "finish_reason": "stop"}]}"""
                    .formatted(FakeEndpoint.body(request).path("messages").size())));

            assertThat(run("chat", url, "--system", "Be brief.")).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(out.toString()).isEqualTo("2 messages\n4 messages\n");
    }

    @Test
    void chatSaysWhatTheServerSays() {
        fake.replace("/v1/chat/completions", request -> FakeEndpoint.error(400, "temperature must be positive"));

        assertThat(run("chat", url, "hi")).isEqualTo(2);
        assertThat(err.toString()).startsWith("The server answered 400: temperature must be positive");
    }

    @Test
    void tokensShowReadsAnswersStreamsAndRollouts() throws IOException {
        String entry = "{\"token\": \" 48\", \"logprob\": -0.5, \"bytes\": [32, 52, 56], \"top_logprobs\": []}";
        Path answer = Files.writeString(folder.resolve("answer.json"),
                "{\"choices\": [{\"message\": {\"content\": \" 48\"}, \"logprobs\": {\"content\": [%s]}}]}".formatted(entry));
        Path stream = Files.writeString(folder.resolve("answer.sse"),
                "data: {\"choices\": [{\"delta\": {\"content\": \" 48\"}, \"logprobs\": {\"content\": [%s]}}]}\n\ndata: [DONE]\n\n"
                        .formatted(entry));
        Path rows = Files.writeString(folder.resolve("rollouts.jsonl"),
                """
                        {"reward": 1.0, "response": {"output": [{"type": "function_call", "generation_token_ids": [7, 8], "generation_log_probs": [-0.1, -0.2]}]}}
                        {"reward": 0.0, "response": {"output": [{"type": "message", "content": []}]}}
                        """);

        assertThat(run("tokens", "show", answer.toString(), stream.toString(), rows.toString())).isZero();
        assertThat(out.toString()).contains("␣48").contains(rows + ":1 item 0 function_call").contains("token_id:8");
        out.getBuffer().setLength(0);
        assertThat(run("tokens", "show", "--json", answer.toString())).isZero();

        JsonNode line = Json.parse(out.toString());
        assertThat(line.path("source").asString()).isEqualTo(answer.toString());
        assertThat(line.at("/trace/tokens/0/surprisal_bits").asDouble()).isGreaterThan(0.72).isLessThan(0.73);
    }

    @Test
    void tokensShowNamesTheLineThatIsNotJson() throws IOException {
        Path rows = Files.writeString(folder.resolve("rollouts.jsonl"), "{}\n{oops\n");

        assertThat(run("tokens", "show", rows.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(rows + ", line 2 is not JSON.");
    }

    private int run(String... arguments) {
        CommandLine line = GymscopeCommand.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    /** Says back which parameters it was given. */
    private static MockResponse stream(JsonNode request) {
        return sse(
                """
                        {"choices": [{"index": 0, "delta": {"reasoning": "hm", "reasoning_content": "hm"}}]}
                        {"choices": [{"index": 0, "delta": {"content": "%s %s Hi"}, "finish_reason": "stop", "logprobs": {"content": [{"token": "Hi", "logprob": -0.5, "bytes": [72, 105], "top_logprobs": []}]}}]}"""
                        .formatted(request.path("temperature").asString(), request.path("stop").asString()));
    }

    private static MockResponse sse(String events) {
        StringBuilder body = new StringBuilder();
        events.lines().forEach(event -> body.append("data: ").append(event).append("\n\n"));
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                .body(body.append("data: [DONE]\n\n").toString()).build();
    }
}
