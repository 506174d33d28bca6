package gymscope.ui.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.ui.Fx;
import gymscope.ui.shell.Appearance;
import gymscope.ui.shell.Shell;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** A walk through the Rollouts screen with mouse and keyboard. */
class RolloutsWalkTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aReaderStopsResumesSortsAndLooksAtRollouts() throws IOException {
        FxRobot robot = new FxRobot();
        try (FakePolicy policy = new FakePolicy(6); RolloutsWindow window = new RolloutsWindow(folder)) {
            Stage stage = stage(window.shell());
            RolloutsModel model = window.open().model();
            Fx.frames(2);
            robot.clickOn("New run");
            assertThat(Fx.get(() -> model.formOpenProperty().get())).isTrue();
            robot.type(KeyCode.ESCAPE);
            assertThat(Fx.get(() -> model.formOpenProperty().get())).as("Esc closes the form").isFalse();
            window.start(model, policy.config(folder), "mcqa.yaml", "mcqa.jsonl", 1, 20);
            Fx.until("six are over", () -> finished(model) == 6);
            robot.clickOn("Stop");
            robot.clickOn("Keep running");
            assertThat(Fx.get(model::isLive)).isTrue();
            robot.clickOn("Stop");
            robot.clickOn("Stop now");
            Fx.until("it is stopped", () -> state(model) == RunState.STOPPED);
            policy.let(1_000);
            Fx.until("it can go on", model::canResume);
            robot.clickOn("Resume");
            Fx.until("it is finished", () -> state(model) == RunState.FINISHED && model.shown().rows().size() == 20);
            robot.clickOn("Reward");
            Fx.until("sorted by reward", () -> model.shown().queryProperty().get().column() == RowColumn.REWARD
                    && model.shown().rows().getFirst().reward() == null);
            Fx.run(() -> table(stage).requestFocus());
            RolloutKey before = Fx.get(() -> Objects.requireNonNull(model.shown().selectedProperty().get()));
            robot.type(KeyCode.K);
            RolloutKey above = Fx.get(() -> Objects.requireNonNull(model.shown().selectedProperty().get()));
            assertThat(above).isNotEqualTo(before);
            robot.type(KeyCode.J);
            assertThat(Fx.get(() -> model.shown().selectedProperty().get())).isEqualTo(before);
            Fx.until("the turns are read", () -> {
                TrajectoryModel.@Nullable Shown shown = model.shown().trajectory().shownProperty().get();
                return shown != null && shown.trajectory() != null;
            });
            robot.type(KeyCode.ENTER);
            assertThat(Fx.get(() -> window.app().inspectorOpenProperty().get())).as("Enter opens the model call").isTrue();
            Fx.run(() -> model.shown().queryProperty().set(RowQuery.ALL.withShow(RowQuery.Show.FAILED)));
            Fx.until("only failed ones are shown",
                    () -> model.shown().rows().size() == Objects.requireNonNull(model.shown().snapshotProperty().get()).failed());
            Fx.run(stage::close);
        }
    }

    private static TableView<?> table(Stage stage) {
        return (TableView<?>) Objects.requireNonNull(stage.getScene().lookup(".table-view"));
    }

    private static int finished(RolloutsModel model) {
        RunSnapshot now = model.shown().snapshotProperty().get();
        return now == null ? 0 : now.finished();
    }

    private static @Nullable RunState state(RolloutsModel model) {
        RunSnapshot now = model.shown().snapshotProperty().get();
        return now == null ? null : now.state();
    }

    private static Stage stage(Shell shell) {
        return Fx.get(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            Scene scene = new Scene(shell.root(), 980, 700);
            new Appearance(scene, Theme.LIGHT);
            stage.setScene(scene);
            stage.show();
            return stage;
        });
    }
}
