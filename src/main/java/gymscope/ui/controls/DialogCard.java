package gymscope.ui.controls;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A question that must be answered first, or a short form. The title is the question, the text says what stays and what
 * goes, the safe button is the first, the verb stands on the button.
 */
public final class DialogCard extends VBox {

    private final HBox buttons = new HBox();

    public DialogCard(String title, String text) {
        getStyleClass().addAll("popup-card", "dialog-card");
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(Words.label(title, "title"), Words.paragraph(text, "small"), buttons);
    }

    /** Adds parts between text and buttons. */
    public DialogCard body(Node... parts) {
        getChildren().addAll(getChildren().size() - 1, List.of(parts));
        return this;
    }

    /** Adds buttons, the safe one first. */
    public DialogCard buttons(Button... choices) {
        buttons.getChildren().addAll(choices);
        return this;
    }

    /** Shows the dialog in the middle of the window that the node is in. */
    public void showOver(Node node) {
        PopupLayer layer = PopupLayer.of(node);
        if (layer != null) {
            setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
            layer.showModal(this, Pos.CENTER, Insets.EMPTY);
            buttons.getChildren().getFirst().requestFocus();
        }
    }

    /** Closes the dialog. */
    public void close() {
        PopupLayer layer = PopupLayer.of(this);
        if (layer != null) {
            layer.closeModal();
        }
    }
}
