package gymscope.ui.verify;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.shell.Appearance;
import gymscope.ui.shell.Shell;
import gymscope.verification.Battery;
import gymscope.workspace.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** A walk through the Verify screen with mouse and keyboard. */
class VerifyWalkTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aReaderRunsStopsAndLooksAtAFailure() {
        CountDownLatch gate = new CountDownLatch(1);
        FxRobot robot = new FxRobot();
        try (FakeEndpoint endpoint = FakeEndpoint.start(gate);
                VerifyWindow window = new VerifyWindow(folder, endpoint.baseUrl(), Battery.standard())) {
            Stage stage = stage(window);
            VerifyModel model = window.open().model();
            Fx.frames(2);
            robot.clickOn("Verify policy_model");
            Fx.until("it runs", model::isRunning);
            robot.type(KeyCode.ESCAPE);
            Fx.until("Esc stopped it", () -> !model.isRunning());
            gate.countDown();
            robot.clickOn("Run");
            Fx.until("it is done", () -> !model.isRunning()
                    && Objects.requireNonNull(model.verificationProperty().get()).phase() == Verification.Phase.DONE);
            Fx.run(() -> Objects.requireNonNull(stage.getScene().lookup(".check-list")).requestFocus());
            robot.type(KeyCode.HOME).type(KeyCode.DOWN, 2);
            assertThat(Fx.get(() -> model.selectedProperty().get())).as("the second check")
                    .isEqualTo(model.checks().get(1).id());
            robot.type(KeyCode.HOME).type(KeyCode.LEFT).type(KeyCode.DOWN).type(KeyCode.DOWN);
            String inNextGroup = Fx.get(() -> model.selectedProperty().get());
            assertThat(inNextGroup).as("the first check after the folded group")
                    .isEqualTo(CheckGroup.of(rows(model)).get(1).rows().getFirst().id());
            robot.type(KeyCode.ENTER);
            assertThat(Fx.get(() -> window.app().inspectorOpenProperty().get())).isTrue();
            assertThat(Fx.get(() -> Objects.requireNonNull(window.app().inspectionProperty().get()).exchanges())).isNotEmpty();
            Fx.run(stage::close);
        }
    }

    private static List<CheckRow> rows(VerifyModel model) {
        return Fx.get(() -> Objects.requireNonNull(model.verificationProperty().get()).rows());
    }

    private static Stage stage(VerifyWindow window) {
        Shell shell = window.shell();
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
