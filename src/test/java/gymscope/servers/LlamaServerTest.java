package gymscope.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.config.GymscopeSettings;
import gymscope.config.ResolvedConfig;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.servers.commandline.CommandDraft;
import gymscope.servers.commandline.ServerProgram;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramMetrics;
import gymscope.servers.process.ProgramSettings;
import gymscope.verification.Battery;
import gymscope.verification.BatteryListener;
import gymscope.verification.CheckResult;
import gymscope.verification.Report;
import gymscope.verification.Verdict;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import gymscope.workspace.ApplicationHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real llama-server on the demonstration model, where there is one: named by the system property
 * {@code gymscope.llama-server}, or on the PATH. Seen with 0.7.0 (build 11669) of Debian.
 */
@Timeout(180)
class LlamaServerTest {

    private static final String PROPERTY = "gymscope.llama-server";

    @TempDir
    Path folder;

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private String binary = "";
    private ServerFleet fleet = new ServerFleet(List.of(), () -> Path.of(""), new RunFile(Path.of("")));

    @BeforeEach
    void findIt() {
        Optional<Path> found = Stream.concat(Stream.of(System.getProperty(PROPERTY, "")),
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(entry -> entry + "/llama-server"))
                .filter(name -> !name.isBlank()).map(Path::of).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(found.isPresent(),
                "There is no llama-server on the PATH, and -D%s names none.".formatted(PROPERTY));
        binary = found.orElseThrow().toAbsolutePath().toString();
        fleet = new ServerFleet(List.of(), () -> Path.of(""), new RunFile(folder.resolve("run")));
    }

    @AfterEach
    void close() {
        fleet.close();
        client.close();
    }

    @Test
    void itIsStartedAskedAndEnded() throws Exception {
        ManagedServer server = started(draft(ApplicationHome.locate().demoModel()));
        assertThat(server.state()).as("%s", server.log()).isInstanceOf(Running.class);
        Endpoint endpoint = new Endpoint("llama", Objects.requireNonNull(server.url()).resolve("/v1"), server.token(), "demo");

        assertThat(status(endpoint.withKey(Secret.of("wrong")), "/models")).isEqualTo(401);
        assertThat(status(endpoint, "/models")).isEqualTo(200);
        assertThat(Json.write(answer(endpoint, "/models"))).contains("\"id\":\"demo\"");
        ObjectNode question = Json.object().put("model", "demo").put("temperature", 0).put("max_tokens", 40).put("logprobs", true)
                .put("top_logprobs", 5);
        question.putArray("messages").addObject().put("role", "user").put("content", "What is the capital of Japan?");
        JsonNode answer = client.newCall(ApiRequest.post(endpoint, "/chat/completions", question)).execute().answer();
        JsonNode choice = Objects.requireNonNull(answer).path("choices").path(0);
        assertThat(choice.path("message").path("content").asString("")).contains("Tokyo");
        assertThat(choice.path("logprobs").path("content").path(0).path("top_logprobs").size()).isEqualTo(5);
        assertThat(server.log()).extracting(ServerLog.Line::text)
                .anyMatch(line -> line.contains("listening on http://127.0.0.1:"));

        CountDownLatch told = new CountDownLatch(1);
        Runnable look = () -> {
            if (server.programFigures() instanceof Told(ProgramMetrics metrics, double _)
                    && metrics.generatedTokens() != null && metrics.generatedTokens() > 0) {
                told.countDown();
            }
        };
        server.onChange(look);
        look.run();
        assertThat(told.await(60, TimeUnit.SECONDS)).as("%s", server.programFigures()).isTrue();

        List<ProcessHandle> tree = ProcessHandle.current().descendants().toList();
        assertThat(tree).isNotEmpty();
        server.stop();
        assertThat(tree).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void theBatteryTellsWhatItIsGoodFor() throws Exception {
        ManagedServer server = started(draft(ApplicationHome.locate().demoModel()));
        Endpoint endpoint = new Endpoint("llama", Objects.requireNonNull(server.url()).resolve("/v1"), server.token(), "demo");

        Report report = Battery.standard().run(client, endpoint, BatteryListener.NONE);

        // It gives no ids of the prompt, and its /tokenize has a form of its own.
        assertThat(report.results()).filteredOn(result -> result.verdict() == Verdict.PASS).as("%s", words(report))
                .hasSizeGreaterThanOrEqualTo(9);
        assertThat(report.sentence()).isNotEqualTo("Ready for on-policy training.");
    }

    @Test
    void itsOwnWordsAreTheReasonOfAFailure() throws Exception {
        failsWith(draft(folder.resolve("none.gguf")), "It ended with exit code 1: ", "failed to open GGUF file");
        Path text = Files.writeString(folder.resolve("text.gguf"), "not a model at all");
        failsWith(draft(text), "It ended with exit code 1: ", "invalid magic characters");
        failsWith(draft(ApplicationHome.locate().demoModel()).withExtra(List.of("--nonsense")), "It ended with exit code 1: ",
                "invalid argument: --nonsense");
    }

    private void failsWith(CommandDraft draft, String start, String words) throws InterruptedException {
        ManagedServer server = started(draft);
        assertThat(server.state()).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.reason()).startsWith(start).contains(words));
        fleet.remove(server);
    }

    private CommandDraft draft(Path model) {
        return CommandDraft.of(ServerProgram.LLAMA_SERVER, model.toString()).withLauncher(List.of(binary)).with("--alias", "demo")
                .with("--ctx-size", "2048").with("--parallel", "2").with("--reasoning", "off");
    }

    private ManagedServer started(CommandDraft draft) throws InterruptedException {
        ManagedServer server = fleet.add(new ResolvedConfig(Json.object(), List.of(Instances.model("llama",
                ProgramSettings.IMPLEMENTATION, Json.write(draft.settings()), 0, GymscopeSettings.DEFAULT)),
                GymscopeSettings.DEFAULT,
                Map.of(), List.of(), folder, List.of())).getFirst();
        server.start();
        server.await();
        return server;
    }

    private int status(Endpoint endpoint, String path) {
        return client.newCall(ApiRequest.get(endpoint, path)).execute().status();
    }

    private JsonNode answer(Endpoint endpoint, String path) {
        return Objects.requireNonNull(client.newCall(ApiRequest.get(endpoint, path)).execute().answer());
    }

    private static List<String> words(Report report) {
        return report.results().stream()
                .map((CheckResult result) -> result.id() + " " + result.verdict() + " " + result.evidence())
                .toList();
    }
}
