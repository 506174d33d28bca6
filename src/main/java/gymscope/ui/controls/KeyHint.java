package gymscope.ui.controls;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;

/** A key's name in a small frame. */
public final class KeyHint extends Label {

    public KeyHint(String key) {
        super(key);
        getStyleClass().add("key-hint");
        setMinWidth(USE_PREF_SIZE);
    }

    public KeyHint(KeyCombination keys) {
        this(Shortcut.nameOf(keys));
    }
}
