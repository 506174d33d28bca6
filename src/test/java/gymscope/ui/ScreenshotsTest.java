package gymscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.inspector.Inspector;
import gymscope.ui.settings.SettingsScreen;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        List<ScreenEntry<?>> entries = List.of(ScreenEntry.other(SettingsScreen.class, "Settings", "mdi2c-cog-outline",
                app -> new SettingsScreen(app, wear -> {})));
        AppModel app = Fx.get(() -> new AppModel(Workspace.open(Path.of(""), config), ApplicationHome.locate(), entries));
        Shell shell = Fx.get(() -> new Shell(app, () -> new Inspector(app)));
        Stage stage = Fx.show(shell.root(), theme, size);
        for (ScreenEntry<?> entry : entries) {
            Fx.run(() -> app.screens().open(entry));
            Path picture = Fx.picture(stage, name(entry.name(), theme, size));
            assertThat(picture).isNotEmptyFile();
        }
        Fx.run(() -> shell.openPalette("the"));
        Fx.picture(stage, name("palette", theme, size));
        Fx.run(stage::close);
    }

    private static String name(String screen, Theme theme, Fx.Size size) {
        return "%s-%s%s".formatted(screen.toLowerCase(Locale.ROOT).replace(' ', '-'),
                theme.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                size == Fx.Size.SMALL ? "" : "-" + size.width());
    }
}
