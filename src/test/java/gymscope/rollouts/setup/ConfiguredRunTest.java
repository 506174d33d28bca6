package gymscope.rollouts.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.Run;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.rollouts.Trajectory;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample environments on the demonstration model, as a newcomer runs them. */
@Timeout(240)
class ConfiguredRunTest {

    private static final ApplicationHome HOME = ApplicationHome.locate();

    @TempDir
    private Path folder;

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private ServerFleet fleet = new ServerFleet(List.of(), HOME::demoModel, new RunFile(Path.of("")));

    @BeforeEach
    void begin() {
        fleet = new ServerFleet(ModelServerKinds.standard(client), HOME::demoModel, new RunFile(folder.resolve("run")));
    }

    @AfterEach
    void end() {
        fleet.close();
        client.close();
    }

    @Test
    void theToolSampleCallsItsToolAndKeepsTheTokensOfEveryTurn() throws InterruptedException {
        try (ConfiguredRun configured = open("{}", "sample-configs/local_model.yaml", "sample-configs/weather.yaml")) {
            Run run = configured.run();
            run.start();
            RunSnapshot end = run.await();
            assertThat(end.state()).isEqualTo(RunState.FINISHED);
            assertThat(end.total()).isGreaterThanOrEqualTo(15);
            assertThat(configured.manifest().agents()).containsExactly(
                    new RunManifest.Agent("example_single_tool_call_simple_agent", "example_single_tool_call", "policy_model",
                            "gymscope-demo"));
            List<Trajectory> trajectories = run.rollouts().stream().map(RolloutSummary::key).map(run::trajectory).toList();
            long calling = trajectories.stream().filter(one -> !one.turns().getFirst().tools().isEmpty()).count();
            assertThat(calling).isGreaterThan(end.total() / 2);
            assertThat(trajectories).allSatisfy(one -> assertThat(one.turns()).allMatch(turn -> turn.tokens().scored() > 0));
            assertThat(run.exchanges(trajectories.getFirst().summary().key())).hasSize(trajectories.getFirst().turns().size());
        }
        assertThat(fleet.servers()).isEmpty();
    }

    @Test
    void theMultipleChoiceSampleIsClearlyAboveChance() throws InterruptedException {
        try (ConfiguredRun configured = open("{}", "sample-configs/demo.yaml")) {
            configured.run().start();
            RunSnapshot end = configured.run().await();
            assertThat(end.done()).isGreaterThanOrEqualTo(40);
            assertThat(end.meanReward()).isNotNull().isGreaterThan(0.6);
            assertThat(configured.run().options().paths().aggregateMetrics()).exists();
        }
    }

    @Test
    void aServerThatRunsIsUsedAndStays() throws InterruptedException {
        fleet.add(config("sample-configs/local_model.yaml"));
        fleet.start();
        try (ConfiguredRun configured = open("{\"limit\": 2}", "sample-configs/demo.yaml")) {
            configured.run().start();
            assertThat(configured.run().await().done()).isEqualTo(2);
        }
        assertThat(fleet.find("policy_model").orElseThrow().state()).isInstanceOf(ServerState.Running.class);
        assertThatThrownBy(() -> open("{}", List.of("++policy_model.responses_api_models.local_model.model_name=other"),
                "sample-configs/demo.yaml")).isInstanceOf(Fault.class).hasMessageContaining("with another configuration");
    }

    @Test
    void aServerThatCannotStartIsSaidAndNothingIsLeft() {
        assertThatThrownBy(() -> open("{}", List.of("++policy_model.responses_api_models.local_model.model=nowhere.gguf"),
                "sample-configs/demo.yaml")).isInstanceOf(Fault.class)
                .hasMessageStartingWith("The model server policy_model could not be started: ");
        assertThat(fleet.servers()).isEmpty();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private ConfiguredRun open(String options, String... configs) throws InterruptedException {
        return open(options, List.of(), configs);
    }

    private ConfiguredRun open(String options, List<String> overrides, String... configs) throws InterruptedException {
        return ConfiguredRun.open(new CollectRequest(config(overrides, configs), Json.parseObject(options), folder,
                List.of(HOME.folder())), fleet, client);
    }

    private ResolvedConfig config(String... configs) {
        return config(List.of(), configs);
    }

    private ResolvedConfig config(List<String> overrides, String... configs) {
        return ConfigLoader.load(new ConfigRequest(List.of(configs).stream().map(Path::of).toList(), overrides, folder,
                List.of(HOME.folder()), Map.of()));
    }
}
