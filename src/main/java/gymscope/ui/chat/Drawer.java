package gymscope.ui.chat;

import gymscope.ui.controls.ActionButton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Buttons in a row of which each opens its part above; one part is open at a time. Parts are made when first opened. */
final class Drawer extends VBox {

    private final HBox buttons = new HBox();
    private final List<ActionButton> all = new ArrayList<>();
    private @Nullable ActionButton open;

    Drawer() {
        getStyleClass().add("drawer");
        buttons.getStyleClass().add("drawer-buttons");
        getChildren().add(buttons);
    }

    /** Adds a button with the part that it opens. */
    ActionButton add(String icon, Supplier<? extends Node> part) {
        ActionButton[] made = new ActionButton[1];
        Node[] content = new Node[1];
        ActionButton button = new ActionButton("", icon, () -> {
            if (content[0] == null) {
                content[0] = part.get();
            }
            toggle(made[0], content[0]);
        });
        made[0] = button;
        all.add(button);
        buttons.getChildren().add(button);
        return button;
    }

    /** Closes what is open; whether anything was. */
    boolean close() {
        if (open == null) {
            return false;
        }
        open.requestFocus();
        open.setPressedLook(false);
        open = null;
        getChildren().setAll(buttons);
        return true;
    }

    private void toggle(ActionButton button, Node content) {
        if (open == button) {
            close();
            return;
        }
        all.forEach(other -> other.setPressedLook(other == button));
        open = button;
        getChildren().setAll(content, buttons);
        content.requestFocus();
    }
}
