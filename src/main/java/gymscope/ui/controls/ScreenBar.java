package gymscope.ui.controls;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The bar over a screen, 40 px: its name, what it is about, and the actions at the right. */
public final class ScreenBar extends HBox {

    private final Region space = Words.space();

    public ScreenBar(String title) {
        getStyleClass().add("screen-bar");
        Label name = Words.label(title, "title");
        name.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(name, space);
    }

    /** Adds parts after the title. */
    public ScreenBar about(Node... parts) {
        getChildren().addAll(getChildren().indexOf(space), List.of(parts));
        return this;
    }

    /** Adds parts at the right. */
    public ScreenBar actions(Node... parts) {
        getChildren().addAll(parts);
        return this;
    }
}
