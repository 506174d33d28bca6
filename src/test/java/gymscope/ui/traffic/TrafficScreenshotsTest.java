package gymscope.ui.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.shell.Shell;
import gymscope.ui.traffic.Comparison.Aspect;
import gymscope.workspace.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes the Traffic screen in its states to {@code target/screenshots}. */
class TrafficScreenshotsTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE"})
    void everyState(Theme theme, Fx.Size size) throws InterruptedException {
        try (TrafficWindow window = new TrafficWindow(folder.resolve(theme + "-" + size), null)) {
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, size);
            TrafficModel model = window.open().model();
            take(stage, "empty", theme, size);
            SampleTraffic.fill(window.app().workspace().history());
            assertThat(window.app().workspace().history().await(Duration.ofSeconds(20))).isTrue();
            Fx.until("all rows are there", () -> model.rows().size() == 10);
            Fx.run(() -> model.select(List.of(8L)));
            Fx.until("the replay is there", () -> {
                Comparison shown = model.comparisonProperty().get();
                return shown != null && shown.isReplay();
            });
            take(stage, "replay", theme, size);
            for (Aspect aspect : List.of(Aspect.TOKENS, Aspect.JSON, Aspect.HEADERS)) {
                Fx.run(() -> segment(stage, aspect.words()));
                take(stage, aspect.words(), theme, size);
            }
            Fx.run(() -> model.select(List.of(4L)));
            Fx.run(() -> segment(stage, "Text"));
            Fx.until("the failed one is there", () -> {
                Comparison shown = model.comparisonProperty().get();
                return shown != null && shown.second() == null;
            });
            Fx.run(model::inspect);
            Fx.run(() -> Fx.tab(stage, "Copy as"));
            take(stage, "inspected", theme, size);
            Fx.run(stage::close);
        }
    }

    private static void segment(Stage stage, String words) {
        stage.getScene().getRoot().lookupAll(".comparison .segments").stream().map(SegmentedToggle.class::cast)
                .flatMap(toggle -> ((SegmentedToggle<?>) toggle).getChildren().stream()).map(ToggleButton.class::cast)
                .filter(button -> button.getText().equals(words)).forEach(ToggleButton::fire);
    }

    private static void take(Stage stage, String state, Theme theme, Fx.Size size) {
        Path picture = Fx.picture(stage, "traffic-%s-%s%s".formatted(state.toLowerCase(Locale.ROOT),
                theme.name().toLowerCase(Locale.ROOT), size == Fx.Size.SMALL ? "" : "-" + size.width()));
        assertThat(picture).isNotEmptyFile();
    }
}
