package gymscope.ui.shell;

import java.util.List;
import javafx.scene.Parent;

/**
 * A screen. Its constructor is cheap (the palette constructs every screen to learn its actions); controls are made when
 * {@link #node} is asked for the first time. All methods are called on the UI thread.
 */
public interface Screen {

    /** The screen's controls; always the same node. */
    Parent node();

    /** What the palette offers from this screen, now. */
    default List<Action> actions() {
        return List.of();
    }

    /** The screen came to the front. */
    default void shown() {
    }

    /** Ends what runs in this screen when Esc is pressed; whether there was anything to end. */
    default boolean cancel() {
        return false;
    }

    /** Does the first useful thing on sample data with the selected endpoint: what the first run's button is for. */
    default void startSample() {
    }
}
