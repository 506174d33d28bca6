package gymscope.ui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

/** A button that is an icon only. Its name is its tooltip and what a screen reader says. */
public final class IconButton extends Button {

    private String name;

    public IconButton(String icon, String name, Runnable action) {
        this.name = name;
        getStyleClass().addAll("icon-button", "flat");
        setGraphic(Icon.of(icon));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setOnAction(event -> action.run());
        rename(name);
    }

    /** 24 px. */
    public IconButton small() {
        getStyleClass().add("small-control");
        return this;
    }

    /** Adds the key to the tooltip; the key itself is bound by whoever owns the window. */
    public IconButton key(KeyCombination keys) {
        setTooltip(new Tooltip(name + "  " + Shortcut.nameOf(keys)));
        return this;
    }

    /** Changes icon and name, for a button whose action turns. */
    public void become(String icon, String newName) {
        setGraphic(Icon.of(icon));
        rename(newName);
    }

    /** Shows the button as a pressed toggle, or not. */
    public void setPressedLook(boolean pressed) {
        getStyleClass().removeAll("pressed", "flat");
        getStyleClass().add(pressed ? "pressed" : "flat");
    }

    private void rename(String newName) {
        name = newName;
        setAccessibleText(newName);
        setTooltip(new Tooltip(newName));
    }
}
