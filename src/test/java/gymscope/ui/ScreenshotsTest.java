package gymscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes every screen, light and dark, in both sizes, to {@code target/screenshots}. */
class ScreenshotsTest {

    @TempDir
    Path config = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE", "DARK, LARGE", "HIGH_CONTRAST, SMALL"})
    void everyScreen(Theme theme, Fx.Size size) {
        AppModel app = Fx.get(
                () -> new AppModel(Workspace.open(Path.of(""), config), ApplicationHome.locate(), WindowScreens.all(wear -> {})));
        Shell shell = Fx.get(() -> new Shell(app, () -> new Inspector(app)));
        Stage stage = Fx.show(shell.root(), theme, size);
        Fx.run(() -> app.servers().begin());
        Fx.until("the demonstration model runs or says why not",
                () -> app.endpoints().reachProperty().get() != null || app.notices().problemProperty().get() != null);
        for (ScreenEntry<?> entry : app.screens().entries()) {
            Fx.run(() -> app.screens().open(entry));
            if (entry.name().equals("Welcome")) {
                Fx.until("the first answer is there", () -> stage.getScene().lookup(".first-run .answer-facts") != null);
            }
            assertThat(Fx.picture(stage, name(entry.name(), theme, size))).isNotEmptyFile();
        }
        Fx.run(() -> shell.openPalette("the"));
        Fx.picture(stage, name("palette", theme, size));
        Fx.run(() -> shell.root().closeModal());
        inspector(app, stage, theme, size);
        Fx.run(() -> {
            stage.close();
            app.close();
        });
    }

    private static void inspector(AppModel app, Stage stage, Theme theme, Fx.Size size) {
        Fx.run(() -> {
            app.screens().open("Settings");
            app.inspect(SampleExchange.of(SampleTrace.answer(), "The order was delivered.", "Yes, you can."));
        });
        Fx.frames(3);
        Node surface = Objects.requireNonNull(Fx.get(() -> stage.getScene().lookup(".token-surface")));
        Fx.run(() -> ((TokenSurface) surface).select(60));
        Fx.picture(stage, name("inspector-tokens", theme, size));
        for (String tab : new String[]{"Answer", "Tool calls", "Raw", "Timing"}) {
            Fx.run(() -> Fx.tab(stage, tab));
            Fx.picture(stage, name("inspector-" + tab, theme, size));
        }
    }

    private static String name(String screen, Theme theme, Fx.Size size) {
        return "%s-%s%s".formatted(screen.toLowerCase(Locale.ROOT).replace(' ', '-'),
                theme.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                size == Fx.Size.SMALL ? "" : "-" + size.width());
    }
}
