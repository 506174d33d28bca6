package gymscope.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.ManagedServer;
import gymscope.servers.ServerState;
import gymscope.ui.Fx;
import gymscope.ui.controls.PopupLayer;
import gymscope.ui.controls.StateDot.State;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/** Walks through the Servers screen, and takes its pictures. */
class ServersScreenTest {

    @TempDir
    Path folder = Path.of("");

    private final FxRobot robot = new FxRobot();
    private SampleFleet sample;
    private ServersModel model;
    private AddServerModel adding;
    private @Nullable Stage stage;

    @BeforeEach
    void open() throws IOException {
        sample = new SampleFleet(folder);
        model = Fx.get(() -> new ServersModel(sample.fleet(), problem -> {
            throw new AssertionError(problem);
        }));
        adding = new AddServerModel(folder);
    }

    private ServersView show(Theme theme, Fx.Size size) {
        ServersView[] view = new ServersView[1];
        Fx.run(() -> view[0] = new ServersView(model,
                () -> new AddServerPane(adding, List.of(sample.config()), (file, started, failed) -> {
                    assertThat(file).exists();
                    started.run();
                }, () -> view[0].closeAddPane(), () -> {}),
                () -> {}, name -> {}));
        stage = Fx.show(Fx.get(() -> new PopupLayer(view[0])), theme, size);
        return view[0];
    }

    @AfterEach
    void close() throws IOException {
        Fx.run(() -> {
            Objects.requireNonNull(stage).close();
            model.close();
        });
        sample.close();
    }

    private Node named(String name) {
        return Fx.get(() -> robot.lookup(node -> name.equals(node.getAccessibleText())).query());
    }

    private boolean isShown(String text) {
        return robot.lookup(node -> node instanceof Labeled label && text.equals(label.getText())).tryQuery().isPresent();
    }

    @Test
    void aServerIsStartedAndStoppedFromItsRow() {
        show(Theme.LIGHT, Fx.Size.ROBOT);

        robot.clickOn(named("Start policy_model"));
        Fx.until("it runs", () -> isShown("1 running, 2 stopped, 2 not started"));
        robot.clickOn(named("Stop policy_model"));
        Fx.until("it is stopped", () -> isShown("3 stopped, 2 not started"));
    }

    @Test
    void aServerThatCanNotStartSaysSoInItsRow() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        show(Theme.LIGHT, Fx.Size.ROBOT);

        robot.clickOn(named("Start taken_model"));
        Fx.until("it failed", () -> isShown("Start again"));

        ServerRow row = Fx.get(() -> model.rows().get(2));
        assertThat(Fx.get(() -> isShown(row.reason()))).isTrue();
        assertThat(row.logFolder()).isEqualTo(folder.resolve("logs"));
        assertThat(Fx.get(() -> isShown("Open log folder"))).isTrue();
        assertThat(Fx.get(() -> model.rows().getFirst().logFolder())).isNull();
    }

    @Test
    void theHeadServerHasALineOfItsOwn() throws IOException {
        ServersView view = show(Theme.LIGHT, Fx.Size.ROBOT);
        assertThat(Fx.get(() -> view.lookup(".head-line").isVisible())).isFalse();
        ServerState closed;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = sample.fleet().openHead(sample.loaded("++head_server.port=" + taken.getLocalPort()));
            assertThat(closed).isInstanceOf(ServerState.Failed.class);
            String reason = closed instanceof ServerState.Failed(String why, String hint) ? why : "";
            Fx.until("why it does not run", () -> isShown(reason) && isShown("Try again"));
        }
        robot.clickOn("Try again");
        Fx.until("it runs", () -> sample.fleet().head() instanceof ServerState.Running(URI url) && isShown(url.getAuthority()));
        assertThat(Fx.picture(Objects.requireNonNull(stage), "servers-head")).isNotEmptyFile();
        assertThat(named("Copy URL of the head server").isVisible()).isTrue();
    }

    @Test
    void theFormShowsTheConfigurationThatItWrites() {
        show(Theme.LIGHT, Fx.Size.ROBOT);

        robot.clickOn("Add server");
        Fx.run(() -> adding.choose("Pass-through"));
        Fx.frames(2);
        robot.doubleClickOn(named("Name")).write("mine");
        robot.clickOn(named("Model")).write("gpt-4o-mini");
        Fx.until("the file's name", () -> isShown("mine.yaml"));
        robot.clickOn("Start");
        Fx.until("the form is put away", () -> !isShown("mine.yaml"));
        assertThat(folder.resolve("mine.yaml")).content().contains("openai_api_key: ${oc.env:OPENAI_API_KEY}");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE", "HIGH_CONTRAST, SMALL"})
    void pictures(Theme theme, Fx.Size size) throws InterruptedException {
        ManagedServer policy = sample.started("policy_model");
        sample.started("judge_model");
        sample.started("taken_model");
        Fx.until("it failed", () -> model.rows().get(2).state() == State.FAILED);
        long end = System.nanoTime() / 1_000_000_000;
        for (int bin = 0; bin < RequestRate.BINS; bin++) {
            long second = end - (long) (RequestRate.BINS - bin) * RequestRate.SECONDS;
            for (int i = 0; i < 1 + bin % 7 % 4; i++) {
                sample.ask(policy, i == 1 && bin == 30 ? "limit" : "hi");
            }
            Fx.run(() -> model.tick(second));
        }
        ServersView view = show(theme, size);
        Fx.until("idle", () -> model.rows().getFirst().figures().inFlight() == 0);
        String suffix = theme.name().toLowerCase(Locale.ROOT) + (size == Fx.Size.SMALL ? "" : "-" + size.width());
        assertThat(Fx.picture(Objects.requireNonNull(stage), "servers-screen-" + suffix)).isNotEmptyFile();
        Fx.run(view::openAddPane);
        Fx.run(() -> {
            adding.choose("vLLM");
            adding.type("model", "Qwen/Qwen3-8B");
        });
        assertThat(Fx.picture(Objects.requireNonNull(stage), "servers-add-" + suffix)).isNotEmptyFile();
        Fx.run(() -> {
            adding.choose("Start vLLM here");
            adding.type("model", "Qwen/Qwen3-8B");
        });
        Fx.picture(Objects.requireNonNull(stage), "servers-add-program-" + suffix);
    }
}
