package gymscope.ui.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.rollouts.RolloutState;
import gymscope.rollouts.RunSnapshot;
import gymscope.ui.Fx;
import gymscope.ui.controls.PopupLayer;
import gymscope.ui.shell.Shell;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes the Rollouts screen in its states to {@code target/screenshots}. */
class RolloutsScreenshotsTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE"})
    void everyState(Theme theme, Fx.Size size) throws IOException {
        try (FakePolicy policy = new FakePolicy(110); RolloutsWindow window = new RolloutsWindow(folder)) {
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, size);
            RolloutsScreen screen = window.open();
            RolloutsModel model = screen.model();
            take(stage, "empty", theme, size);
            Fx.run(model::openForm);
            Fx.until("the first task is read", () -> model.form().previewProperty().get().tasks() > 0);
            take(stage, "form", theme, size);
            Path config = policy.config(folder);
            window.start(model, config, "mcqa.yaml", "mcqa.jsonl", 4, 0);
            Fx.until("the policy waits", () -> finished(model) == 110);
            take(stage, "running", theme, size);
            Fx.run(() -> ((RolloutsView) screen.node()).askToStop());
            take(stage, "stopping", theme, size);
            Fx.run(() -> Objects.requireNonNull(PopupLayer.of(stage.getScene().getRoot())).closeModal());
            policy.let(10_000);
            Fx.until("the run is over", () -> isOver(model));
            window.start(model, config, "weather.yaml", "weather.jsonl", 1, 0);
            Fx.until("the second run is over", () -> isOver(model) && model.shown().rows().stream()
                    .filter(row -> row.state() != RolloutState.RUNNING).count() == 18);
            Fx.run(() -> model.shown().rows().stream().filter(row -> row.state() == RolloutState.DONE).findFirst()
                    .ifPresent(row -> model.shown().select(row.key())));
            Fx.until("the turns are read", () -> hasTurns(model));
            Fx.until("the list is read", () -> model.runs().entries().size() == 2);
            take(stage, "done", theme, size);
            Fx.run(() -> model.shown().trajectory().inspectTurn());
            take(stage, "call", theme, size);
            Fx.run(() -> window.app().inspectorOpenProperty().set(false));
            Fx.run(() -> model.open(model.runs().entries().get(1)));
            Fx.until("the first run is open", () -> model.shown().rows().size() == 184);
            Fx.run(() -> model.shown().rows().stream().filter(row -> row.state() == RolloutState.FAILED).findFirst()
                    .ifPresent(row -> model.shown().select(row.key())));
            Fx.until("the failed one is read", () -> hasTurns(model));
            take(stage, "failed", theme, size);
            Path recording = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"))
                    .resolve("golden/collect/single_tool_vllm_training/rollouts.jsonl");
            if (Files.exists(recording)) {
                Fx.run(() -> model.openFile(recording));
                Fx.until("the recording is open",
                        () -> model.shown().runProperty().get() instanceof StoredRun && hasTurns(model));
                take(stage, "recording", theme, size);
            }
            Fx.run(stage::close);
        }
    }

    private static int finished(RolloutsModel model) {
        RunSnapshot now = model.shown().snapshotProperty().get();
        return now == null ? 0 : now.finished();
    }

    private static boolean isOver(RolloutsModel model) {
        RunSnapshot now = model.shown().snapshotProperty().get();
        return now != null && now.state().isOver();
    }

    private static boolean hasTurns(RolloutsModel model) {
        TrajectoryModel.@Nullable Shown shown = model.shown().trajectory().shownProperty().get();
        return shown != null && shown.trajectory() != null;
    }

    private static void take(Stage stage, String state, Theme theme, Fx.Size size) {
        Path picture = Fx.picture(stage, "rollouts-%s-%s%s".formatted(state, theme.name().toLowerCase(Locale.ROOT),
                size == Fx.Size.SMALL ? "" : "-" + size.width()));
        assertThat(picture).isNotEmptyFile();
    }
}
