package gymscope.ui.settings;

import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.workspace.Theme;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the user can set: how the window looks. */
public final class SettingsScreen implements Screen {

    private final AppModel app;
    private final Consumer<Theme> wear;
    private @Nullable VBox node;
    private @Nullable SegmentedToggle<Theme> themes;

    /**
     * Takes what it needs.
     *
     * @param wear puts a theme on the window
     */
    public SettingsScreen(AppModel app, Consumer<Theme> wear) {
        this.app = app;
        this.wear = wear;
    }

    @Override
    public Parent node() {
        if (node == null) {
            SegmentedToggle<Theme> choice = new SegmentedToggle<>(List.of(Theme.values()), SettingsScreen::nameOf,
                    app.workspace().theme());
            choice.valueProperty().addListener((property, before, now) -> wear(now));
            themes = choice;
            VBox settings = new VBox(row("Theme", choice),
                    row("Settings file", Words.label(app.workspace().settingsPath().toString(), "code", "muted")));
            settings.getStyleClass().add("settings");
            node = new VBox(new ScreenBar("Settings"), settings);
        }
        return node;
    }

    @Override
    public List<Action> actions() {
        return Stream.of(Theme.values()).map(theme -> Action.of("Theme: " + nameOf(theme), "mdi2c-cog-outline", () -> {
            if (themes != null) {
                themes.valueProperty().set(theme);
            } else {
                wear(theme);
            }
        })).toList();
    }

    private void wear(Theme theme) {
        app.workspace().setTheme(theme);
        wear.accept(theme);
    }

    private static Node row(String name, Node control) {
        Label label = Words.label(name, "setting-name");
        label.setLabelFor(control);
        HBox row = new HBox(label, control);
        row.getStyleClass().add("setting-row");
        return row;
    }

    private static String nameOf(Theme theme) {
        return switch (theme) {
            case SYSTEM -> "Follow the system";
            case LIGHT -> "Light";
            case DARK -> "Dark";
            case HIGH_CONTRAST -> "High contrast";
        };
    }
}
