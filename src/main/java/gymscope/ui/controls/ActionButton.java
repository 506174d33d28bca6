package gymscope.ui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** A button with a verb on it. 28 px high, or 24 when small; one primary at most on a screen. */
public final class ActionButton extends Button {

    /**
     * @param text the verb
     * @param icon an icon's code, or null
     * @param action what it does, on the UI thread
     */
    public ActionButton(String text, @Nullable String icon, Runnable action) {
        super(text);
        getStyleClass().add("action-button");
        setMinWidth(USE_PREF_SIZE);
        setMnemonicParsing(false);
        if (icon != null) {
            setGraphic(Icon.of(icon));
        }
        setOnAction(event -> action.run());
    }

    /** The one button of the screen that most people came for. */
    public ActionButton primary() {
        return with("primary");
    }

    /** No frame. */
    public ActionButton flat() {
        return with("flat");
    }

    /** 24 px high. */
    public ActionButton small() {
        return with("small-control");
    }

    /** Red words: it takes something away. */
    public ActionButton danger() {
        return with("danger");
    }

    /** Red ground: the verb of a dialog that loses work. */
    public ActionButton dangerous() {
        return with("dangerous");
    }

    /** Says more, or why it is disabled. */
    public ActionButton tip(String text) {
        setTooltip(new Tooltip(text));
        return this;
    }

    /** Shows the button as a pressed toggle, or not. */
    public void setPressedLook(boolean pressed) {
        getStyleClass().remove("pressed");
        if (pressed) {
            getStyleClass().add("pressed");
        }
    }

    private ActionButton with(String styleClass) {
        getStyleClass().add(styleClass);
        return this;
    }
}
