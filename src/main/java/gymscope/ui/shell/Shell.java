package gymscope.ui.shell;

import gymscope.ui.controls.PopupLayer;
import gymscope.ui.controls.WidthDrag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The window's frame: rail, bars, the screen at the front, the inspector, and what lies above them. */
public final class Shell {

    private static final String WIDTH_KEY = "inspector.width";
    private static final double INSPECTOR_SMALLEST = 380;
    private static final double INSPECTOR_WIDTH = 428;
    private static final double INSPECTOR_WIDE = 520;
    private static final double WIDE_WINDOW = 1600;

    private final AppModel app;
    private final Supplier<Region> makeInspector;
    private final BorderPane main = new BorderPane();
    private final PopupLayer root;
    private @Nullable Region inspector;

    /**
     * Builds the frame.
     *
     * @param makeInspector makes the inspector when it is first opened
     */
    public Shell(AppModel app, Supplier<Region> makeInspector) {
        this.app = app;
        this.makeInspector = makeInspector;
        BorderPane right = new BorderPane(main);
        right.setTop(new TopBar(app, this::openPalette));
        BorderPane frame = new BorderPane(right);
        frame.setLeft(new Rail(app));
        frame.setBottom(new StatusLine(app));
        this.root = new PopupLayer(Toaster.over(frame, app.notices()));
        app.screens().currentProperty().addListener((property, before, now) -> showScreen());
        app.inspectorOpenProperty().addListener((property, before, now) -> showInspector());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        showScreen();
        showInspector();
    }

    /** The window's root. */
    public PopupLayer root() {
        return root;
    }

    /** A scene with this frame. */
    public Scene scene(double width, double height) {
        return new Scene(root, width, height);
    }

    /** Opens the palette. */
    public void openPalette() {
        openPalette("");
    }

    /** Opens the palette with something typed. */
    public void openPalette(String typed) {
        CommandPalette palette = new CommandPalette(root, actions());
        palette.show();
        palette.type(typed);
    }

    /** Every action of the window, the front screen's first. */
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        Screen front = app.screens().front();
        if (front != null) {
            actions.addAll(front.actions());
        }
        for (ScreenEntry<?> entry : app.screens().entries()) {
            Screen screen = app.screens().get(entry);
            if (!screen.equals(front)) {
                actions.addAll(screen.actions());
            }
        }
        actions.add(Action.of("Add endpoint…", "mdi2p-plus", () -> new AddEndpoint(app).showOver(root)));
        actions.add(new Action(Action.Group.ACTIONS, "Show or hide the inspector", "", "mdi2d-dock-right", TopBar.INSPECTOR_KEY,
                this::toggleInspector));
        int number = 1;
        for (ScreenEntry<?> entry : app.screens().entries()) {
            KeyCombination keys = entry.inRail() ? screenKey(number++) : null;
            actions.add(new Action(Action.Group.SCREENS, entry.name(), "", entry.icon(), keys, () -> app.screens().open(entry)));
        }
        app.endpoints().choices().forEach(choice -> actions.add(new Action(Action.Group.ENDPOINTS, "Use " + choice.name(),
                choice.endpoint() == null ? "" : choice.endpoint().baseUrl().toString(), "mdi2l-link-variant", null,
                () -> app.endpoints().select(choice))));
        return actions;
    }

    private void toggleInspector() {
        app.inspectorOpenProperty().set(!app.inspectorOpenProperty().get());
    }

    private static KeyCombination screenKey(int number) {
        return new KeyCodeCombination(KeyCode.valueOf("DIGIT" + number), KeyCombination.SHORTCUT_DOWN);
    }

    private void showScreen() {
        Screen front = app.screens().front();
        main.setCenter(front == null ? null : front.node());
    }

    private void showInspector() {
        if (!app.inspectorOpenProperty().get()) {
            main.setRight(null);
            return;
        }
        if (inspector == null) {
            inspector = makeInspector.get();
            inspector.setMinWidth(INSPECTOR_SMALLEST);
            double usual = root.getWidth() >= WIDE_WINDOW ? INSPECTOR_WIDE : INSPECTOR_WIDTH;
            inspector.setPrefWidth(app.workspace().windowState().number(WIDTH_KEY, usual));
            WidthDrag.install(inspector, HorizontalDirection.LEFT, INSPECTOR_SMALLEST,
                    width -> app.workspace().windowState().put(WIDTH_KEY, width));
        }
        main.setRight(inspector);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            Screen front = app.screens().front();
            if (front != null && front.cancel()) {
                event.consume();
            }
            return;
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            if (TopBar.PALETTE_KEY.match(event)) {
                openPalette();
                event.consume();
                return;
            }
            actions().stream().filter(action -> action.keys() != null && action.keys().match(event)).findFirst()
                    .ifPresent(action -> {
                        event.consume();
                        action.run().run();
                    });
        }
    }
}
