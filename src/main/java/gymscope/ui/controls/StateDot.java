package gymscope.ui.controls;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;

/** A server's state as a shape and a colour: disc, open ring, thin ring, diamond. The word stands beside it. */
public final class StateDot extends Region {

    /** What the dot shows. */
    public enum State {
        RUNNING, STARTING, STOPPED, FAILED;

        /** The word that stands beside the dot. */
        public String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    private final ObjectProperty<State> state = new SimpleObjectProperty<>(this, "state", State.STOPPED);

    public StateDot(State initial) {
        getStyleClass().addAll("state-dot", styleOf(initial));
        state.set(initial);
        state.addListener((property, before, now) -> {
            getStyleClass().remove(styleOf(before));
            getStyleClass().add(styleOf(now));
            setAccessibleText(now.word());
        });
        setAccessibleText(initial.word());
    }

    /** What the dot shows. */
    public ObjectProperty<State> stateProperty() {
        return state;
    }

    private static String styleOf(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
