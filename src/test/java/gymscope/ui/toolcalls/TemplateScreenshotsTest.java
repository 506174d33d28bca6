package gymscope.ui.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.shell.Shell;
import gymscope.ui.toolcalls.template.TemplateStates;
import gymscope.workspace.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes the Template mode in its states to {@code target/screenshots}. */
class TemplateScreenshotsTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE"})
    void everyState(Theme theme, Fx.Size size) {
        try (ToolCallsWindow window = new ToolCallsWindow(folder.resolve(theme + "-" + size))) {
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, size);
            ToolCallsScreen screen = window.open();
            Fx.run(() -> screen.view().show(ToolCallsView.Mode.TEMPLATE));
            take(stage, "empty", theme, size);
            for (TemplateStates state : TemplateStates.values()) {
                state.bring(screen.templates(), stage);
                take(stage, state.name().toLowerCase(Locale.ROOT), theme, size);
            }
            Fx.run(stage::close);
        }
    }

    private static void take(Stage stage, String state, Theme theme, Fx.Size size) {
        Fx.frames(3);
        Path picture = Fx.picture(stage, "template-%s-%s%s".formatted(state, theme.name().toLowerCase(Locale.ROOT),
                size == Fx.Size.SMALL ? "" : "-" + size.width()));
        assertThat(picture).isNotEmptyFile();
    }
}
