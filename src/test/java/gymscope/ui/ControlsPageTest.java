package gymscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.controls.PopupLayer;
import gymscope.workspace.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.stage.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws the page of controls. */
class ControlsPageTest {

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyControlIsDrawn(Theme theme) {
        Stage stage = Fx.show(Fx.get(() -> new PopupLayer(new ControlsPage())), theme, Fx.Size.LARGE);
        Path picture = Fx.picture(stage, "controls-" + theme.name().toLowerCase(Locale.ROOT));
        Fx.run(stage::close);
        assertThat(picture).isNotEmptyFile();
    }
}
