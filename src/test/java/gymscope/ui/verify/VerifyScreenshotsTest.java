package gymscope.ui.verify;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.shell.Shell;
import gymscope.verification.Battery;
import gymscope.workspace.Theme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes the Verify screen in its states to {@code target/screenshots}. */
class VerifyScreenshotsTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE", "DARK, LARGE"})
    void everyState(Theme theme, Fx.Size size) {
        CountDownLatch gate = new CountDownLatch(1);
        try (FakeEndpoint endpoint = FakeEndpoint.start(gate);
                VerifyWindow window = new VerifyWindow(folder.resolve(theme + "-" + size), endpoint.baseUrl(),
                        Battery.standard())) {
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, size);
            VerifyScreen screen = window.open();
            take(stage, "empty", theme, size);
            VerifyModel model = screen.model();
            Fx.run(model::run);
            Fx.until("some checks are done", () -> {
                Verification now = model.verificationProperty().get();
                return now != null && now.done() >= 3;
            });
            take(stage, "running", theme, size);
            gate.countDown();
            Fx.until("all checks are done", () -> !model.isRunning());
            take(stage, "failed", theme, size);
            Fx.run(() -> {
                Verification now = model.verificationProperty().get();
                assertThat(now).isNotNull();
                now.rows().stream().filter(row -> row.exchanges().size() > 1).findFirst().ifPresent(model::inspect);
            });
            take(stage, "inspected", theme, size);
            Fx.run(stage::close);
        }
    }

    private static void take(Stage stage, String state, Theme theme, Fx.Size size) {
        Path picture = Fx.picture(stage, "verify-%s-%s%s".formatted(state, theme.name().toLowerCase(Locale.ROOT),
                size == Fx.Size.SMALL ? "" : "-" + size.width()));
        assertThat(picture).isNotEmptyFile();
    }
}
