package gymscope.ui;

import gymscope.ui.shell.Screens;
import gymscope.workspace.WindowState;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where the window stands, how large it is and which screen is open, kept over restarts. */
final class WindowPlace {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double SMALLEST_WIDTH = 960;
    private static final double SMALLEST_HEIGHT = 600;
    private static final String FIRST_SCREEN = "Welcome";

    private final WindowState state;

    WindowPlace(WindowState state) {
        this.state = state;
    }

    double width() {
        return Math.max(SMALLEST_WIDTH, state.number("window.width", WIDTH));
    }

    double height() {
        return Math.max(SMALLEST_HEIGHT, state.number("window.height", HEIGHT));
    }

    /** The screen that was open, on the first start the welcome. */
    String screen() {
        return state.text("screen", FIRST_SCREEN);
    }

    /** Puts the window where it was, if that is still on a display, and keeps every change. */
    void keep(Stage stage, Screens screens) {
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        double x = state.number("window.x", Double.NaN);
        double y = state.number("window.y", Double.NaN);
        if (isOnDisplay(x, y)) {
            stage.setX(x);
            stage.setY(y);
        }
        stage.setMaximized(state.number("window.maximized", 0) > 0);
        stage.maximizedProperty().addListener((property, before, now) -> state.put("window.maximized", now ? 1 : 0));
        stage.xProperty().addListener((property, before, now) -> put(stage, "window.x", now.doubleValue()));
        stage.yProperty().addListener((property, before, now) -> put(stage, "window.y", now.doubleValue()));
        stage.sceneProperty().addListener((property, before, now) -> {
            now.widthProperty().addListener((width, old, fresh) -> put(stage, "window.width", fresh.doubleValue()));
            now.heightProperty().addListener((height, old, fresh) -> put(stage, "window.height", fresh.doubleValue()));
        });
        screens.currentProperty().addListener((property, before, now) -> {
            if (now != null) {
                state.put("screen", now.name());
            }
        });
    }

    private void put(Stage stage, String key, double value) {
        if (stage.isShowing() && !stage.isMaximized() && !stage.isIconified()) {
            state.put(key, value);
        }
    }

    private static boolean isOnDisplay(double x, double y) {
        return !Double.isNaN(x) && !Double.isNaN(y) && Screen.getScreens().stream().map(Screen::getVisualBounds)
                .anyMatch(bounds -> new Rectangle2D(bounds.getMinX(), bounds.getMinY(), bounds.getWidth() - 80,
                        bounds.getHeight() - 40)
                        .contains(Math.max(x, bounds.getMinX()), Math.max(y, bounds.getMinY())));
    }
}
