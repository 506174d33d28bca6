package gymscope.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.servers.ManagedServer;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.process.PlayedProgram;
import gymscope.servers.process.ProgramFigures.NotOffered;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.ui.Fx;
import gymscope.ui.controls.PopupLayer;
import gymscope.wire.Json;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/** What the Servers screen shows of programs that their callers reach directly. */
class ProgramFiguresTest {

    @TempDir
    Path folder = Path.of("");

    private final FxRobot robot = new FxRobot();
    private ServerFleet fleet;
    private ServersModel model;
    private @Nullable Stage stage;

    @BeforeEach
    void open() throws IOException {
        Path config = folder.resolve("programs.yaml");
        Files.writeString(config, program("vllm_8b", "{ PLAYED_METRICS: \"98000\" }") + program("nemo_gym", "{}"));
        fleet = new ServerFleet(List.of(), () -> folder, new RunFile(folder.resolve("run")));
        fleet.add(ConfigLoader.load(new ConfigRequest(List.of(config), List.of(), folder, List.of(), Map.of())));
        model = Fx.get(() -> new ServersModel(fleet, problem -> {
            throw new AssertionError(problem);
        }));
    }

    private static String program(String name, String environment) {
        String command = PlayedProgram.command("{port}").stream().map(word -> Json.write(Json.array().add(word)))
                .map(word -> word.substring(1, word.length() - 1)).collect(Collectors.joining(", "));
        return """
                %s:
                  responses_api_models:
                    process: { entrypoint: app.py, command: [%s], env: %s, model: Qwen/Qwen3-8B, stop_timeout_seconds: 5 }
                """.formatted(name, command, environment);
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            if (stage != null) {
                stage.close();
            }
            model.close();
        });
        fleet.close();
    }

    private ManagedServer started(String name) throws InterruptedException {
        ManagedServer server = fleet.find(name).orElseThrow();
        server.start();
        server.await();
        return server;
    }

    private ServerRow row(String name) {
        return Fx.get(() -> model.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow());
    }

    private boolean isShown(String text) {
        return robot.lookup(node -> node instanceof Labeled label && label.getText() != null && label.getText().startsWith(text)
                && label.isVisible()).tryQuery().isPresent();
    }

    @Test
    void theFactsAreThoseThatItTells() throws InterruptedException {
        ManagedServer server = started("vllm_8b");
        Fx.until("told", () -> server.programFigures() instanceof Told told && told.tokensPerSecond() > 0);
        Fx.until("the row", () -> model.rows().getFirst().program() instanceof Told);

        List<LiveFact> facts = LiveFact.of(row("vllm_8b"), Optional.of(Duration.ofSeconds(5)));

        assertThat(facts).contains(new LiveFact("Running", "14", ""), new LiveFact("Waiting", "2", ""),
                new LiveFact("Answered", "655", ""), new LiveFact("KV cache", "43.8 % taken", ""));
        Fx.run(() -> model.tick(0));
        Fx.until("more tokens", () -> {
            model.tick(1);
            return model.rate().perSecond()[RequestRate.BINS - 1] > 0;
        });
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void theScreenSaysWhatIsOfferedAndWhatIsNot(Theme theme) throws InterruptedException {
        ManagedServer told = started("vllm_8b");
        ManagedServer silent = started("nemo_gym");
        Fx.until("both have told", () -> told.programFigures() instanceof Told figures && figures.tokensPerSecond() > 0
                && silent.programFigures() instanceof NotOffered);
        for (int second = 0; second < 900; second += 10) {
            long now = second;
            Fx.run(() -> model.tick(now));
        }
        ServersView[] view = new ServersView[1];
        Fx.run(() -> view[0] = new ServersView(model, () -> new AddServerPane(new AddServerModel(folder), List.of(),
                (file, begun, failed) -> begun.run(), () -> {}, () -> {}), () -> {}, name -> {}));
        Stage window = Fx.show(Fx.get(() -> new PopupLayer(view[0])), theme, Fx.Size.SMALL);
        stage = window;
        Fx.until("its tokens", () -> isShown("Generated tokens per second") && isShown("43.8 % taken"));
        String suffix = theme.name().toLowerCase(Locale.ROOT);
        assertThat(Fx.picture(Objects.requireNonNull(window), "servers-program-" + suffix)).isNotEmptyFile();

        Fx.run(() -> model.selectedProperty().set("nemo_gym"));

        Fx.until("why there is nothing", () -> isShown("Not offered. " + silent.url() + "/metrics answers 404"));
        assertThat(Fx.picture(window, "servers-program-silent-" + suffix)).isNotEmptyFile();
    }
}
