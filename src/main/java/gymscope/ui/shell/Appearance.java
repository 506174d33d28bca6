package gymscope.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import gymscope.workspace.Theme;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Scene;

/** Puts a theme on: AtlantaFX below, our own style sheets above. Follows the system when it shall. UI thread only. */
public final class Appearance {

    private final Scene scene;
    private Theme theme;

    public Appearance(Scene scene, Theme theme) {
        this.scene = scene;
        this.theme = theme;
        InvalidationListener system = any -> apply();
        Platform.getPreferences().colorSchemeProperty().addListener(system);
        apply();
    }

    /** Changes the theme. */
    public void setTheme(Theme newTheme) {
        theme = newTheme;
        apply();
    }

    /** Our style sheets of a theme, for windows of their own. */
    public static List<String> styleSheets(Theme theme) {
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet(isDark(theme) ? "gymscope-dark.css" : "gymscope-light.css"));
        sheets.add(sheet("gymscope.css"));
        if (theme == Theme.HIGH_CONTRAST) {
            sheets.add(sheet("gymscope-contrast.css"));
        }
        return sheets;
    }

    private void apply() {
        Application.setUserAgentStylesheet(isDark(theme)
                ? new PrimerDark().getUserAgentStylesheetBSS()
                : new PrimerLight().getUserAgentStylesheetBSS());
        scene.getStylesheets().setAll(styleSheets(theme));
    }

    private static boolean isDark(Theme theme) {
        return switch (theme) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM, HIGH_CONTRAST -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private static String sheet(String name) {
        URL found = Appearance.class.getResource("/styles/" + name);
        return Objects.requireNonNull(found, name).toExternalForm();
    }
}
