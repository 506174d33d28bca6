package gymscope.ui.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.shell.Shell;
import gymscope.workspace.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes the Tool calls screen in its states to {@code target/screenshots}. */
class ToolCallsScreenshotsTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE"})
    void everyState(Theme theme, Fx.Size size) {
        try (ToolCallsWindow window = new ToolCallsWindow(folder.resolve(theme + "-" + size))) {
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, size);
            ToolCallsModel model = window.open().model();
            take(stage, "empty", theme, size);
            for (String sample : SampleText.names()) {
                Fx.run(() -> model.takeSample(sample));
                Fx.until("the parser's way through " + sample + " is there", () -> {
                    TriedParser chosen = model.chosenProperty().get();
                    return chosen != null && chosen.name().equals(sample) && model.replayProperty().get() != null;
                });
                take(stage, sample, theme, size);
            }
            Fx.run(() -> model.takeSample("hermes"));
            Fx.until("hermes is there again", () -> {
                TriedParser chosen = model.chosenProperty().get();
                return chosen != null && chosen.name().equals("hermes") && model.replayProperty().get() != null;
            });
            Fx.run(() -> ((Slider) stage.getScene().lookup(".slider")).setValue(220));
            take(stage, "replay", theme, size);
            Fx.run(stage::close);
        }
    }

    private static void take(Stage stage, String state, Theme theme, Fx.Size size) {
        Fx.frames(3);
        Path picture = Fx.picture(stage, "tool-calls-%s-%s%s".formatted(state, theme.name().toLowerCase(Locale.ROOT),
                size == Fx.Size.SMALL ? "" : "-" + size.width()));
        assertThat(picture).isNotEmptyFile();
    }
}
