package gymscope.ui.controls;

import java.util.Locale;
import java.util.StringJoiner;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Key combinations as the reader's keyboard names them: {@code Ctrl K}, on a Mac {@code Cmd K}. */
public final class Shortcut {

    private static final boolean MAC = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

    private Shortcut() {
    }

    /** The combination's name. */
    public static String nameOf(KeyCombination keys) {
        StringJoiner name = new StringJoiner(" ");
        if (keys.getShortcut() == KeyCombination.ModifierValue.DOWN) {
            name.add(MAC ? "Cmd" : "Ctrl");
        }
        if (keys.getControl() == KeyCombination.ModifierValue.DOWN) {
            name.add("Ctrl");
        }
        if (keys.getAlt() == KeyCombination.ModifierValue.DOWN) {
            name.add("Alt");
        }
        if (keys.getShift() == KeyCombination.ModifierValue.DOWN) {
            name.add("Shift");
        }
        name.add(keys instanceof KeyCodeCombination code ? code.getCode().getName() : keys.getName());
        return name.toString();
    }
}
