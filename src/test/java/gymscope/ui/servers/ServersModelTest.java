package gymscope.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.ManagedServer;
import gymscope.ui.Fx;
import gymscope.ui.controls.StateDot.State;
import gymscope.ui.servers.ServerLogModel.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows, counts and log of real servers. */
class ServersModelTest {

    @TempDir
    Path folder = Path.of("");

    private SampleFleet sample;
    private ServersModel model;

    @BeforeEach
    void open() throws IOException {
        sample = new SampleFleet(folder);
        model = Fx.get(() -> new ServersModel(sample.fleet(), problem -> {
            throw new AssertionError(problem);
        }));
    }

    @AfterEach
    void close() throws IOException {
        Fx.run(model::close);
        sample.close();
    }

    private ServerRow row(String name) {
        return Fx.get(() -> model.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow());
    }

    private void untilState(String name, State state) {
        Fx.until(name + " is " + state,
                () -> model.rows().stream().anyMatch(row -> row.name().equals(name) && row.state() == state));
    }

    @Test
    void listsEveryServerInItsState() {
        assertThat(Fx.get(() -> List.copyOf(model.rows()))).extracting(ServerRow::name).containsExactly("policy_model",
                "judge_model",
                "taken_model", "mcqa", "mcqa_simple_agent");
        assertThat(row("policy_model").stateWord()).isEqualTo("Stopped");
        assertThat(row("policy_model").kind()).isEqualTo("Pass-through");
        assertThat(row("policy_model").address()).isEqualTo("–");
        assertThat(row("mcqa_simple_agent").stateWord()).isEqualTo("Not started");
        assertThat(row("mcqa_simple_agent").kind()).isEqualTo("Agent, simple_agent");
        assertThat(row("mcqa_simple_agent").reason()).isEqualTo("Agents and environments run inside collect.");
        assertThat(row("mcqa_simple_agent").startable()).isFalse();
        assertThat(Fx.get(() -> model.summaryProperty().get())).isEqualTo("3 stopped, 2 not started");
        assertThat(Fx.get(() -> model.selectedProperty().get())).isEqualTo("policy_model");
    }

    @Test
    void startsStopsAndCounts() {
        Fx.run(() -> model.start("policy_model"));
        untilState("policy_model", State.RUNNING);
        ManagedServer server = sample.fleet().find("policy_model").orElseThrow();
        assertThat(row("policy_model").baseUrl()).isEqualTo(server.url() + "/v1");
        assertThat(row("policy_model").model()).isEqualTo("gpt-4o-mini");
        assertThat(Fx.get(() -> model.up(Instant.now()))).isPresent();

        Fx.run(() -> model.tick(0));
        assertThat(sample.ask(server, "hi").status()).isEqualTo(200);
        assertThat(sample.ask(server, "limit").status()).isEqualTo(429);
        Fx.until("the counts", () -> row2("policy_model").figures().failures() == 1);

        ServerRow row = row("policy_model");
        assertThat(row.figures().requests()).isEqualTo(2);
        assertThat(row.figures().tooMany()).isEqualTo(1);
        assertThat(row.figures().tokens()).isEqualTo(40);
        Fx.run(() -> model.tick(1));
        assertThat(Fx.get(() -> model.rate().perSecond()[RequestRate.BINS - 1])).isEqualTo(0.2);

        Fx.run(() -> model.stop(List.of("policy_model")));
        untilState("policy_model", State.STOPPED);
        assertThat(Fx.get(() -> model.up(Instant.now()))).isEmpty();
        assertThat(row("policy_model").figures().requests()).isEqualTo(2);
    }

    private ServerRow row2(String name) {
        return model.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void saysWhyAServerDidNotStart() {
        Fx.run(() -> model.start("taken_model"));
        untilState("taken_model", State.FAILED);

        assertThat(row("taken_model").reason()).startsWith("Port ").contains(" is taken");
        assertThat(row("taken_model").hint()).contains("port");
        assertThat(row("taken_model").hasFigures()).isFalse();
        assertThat(Fx.get(() -> model.summaryProperty().get())).isEqualTo("1 failed, 2 stopped, 2 not started");
    }

    @Test
    void theLogFollowsTheSelectedServer() throws InterruptedException {
        ManagedServer server = sample.started("policy_model");
        sample.ask(server, "hi");
        sample.ask(server, "limit");
        Fx.until("the log",
                () -> model.log().lines().stream().filter(line -> line.text().contains("/chat/completions")).count() == 2);

        Fx.run(() -> model.log().filterProperty().set(Filter.WARNINGS));
        assertThat(Fx.get(() -> List.copyOf(model.log().lines()))).hasSize(1);
        assertThat(Fx.get(() -> model.log().words(Filter.WARNINGS))).isEqualTo("Warnings 1");
        Fx.run(() -> {
            model.log().filterProperty().set(Filter.ALL);
            model.log().searchProperty().set("LISTENING");
        });
        assertThat(Fx.get(() -> List.copyOf(model.log().lines()))).hasSize(1);
        Fx.run(() -> model.selectedProperty().set("judge_model"));
        assertThat(Fx.get(() -> List.copyOf(model.log().lines()))).isEmpty();
    }

    @Test
    void aServerIsRemovedWithItsRow() {
        Fx.run(() -> model.remove("policy_model"));

        Fx.until("the row is gone", () -> model.rows().size() == 4);
        assertThat(Fx.get(() -> model.selectedProperty().get())).isEqualTo("judge_model");
    }
}
