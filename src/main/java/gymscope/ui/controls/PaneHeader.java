package gymscope.ui.controls;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The head of a pane, 28 px: its name, what belongs to it, and small actions at the right. */
public final class PaneHeader extends HBox {

    private final Region space = Words.space();
    private final Label title;

    public PaneHeader(String text) {
        getStyleClass().add("pane-header");
        title = Words.label(text, "pane-title");
        title.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(title, space);
    }

    /** Adds parts before the title. */
    public PaneHeader lead(Node... parts) {
        getChildren().addAll(getChildren().indexOf(title), List.of(parts));
        return this;
    }

    /** Adds parts after the title. */
    public PaneHeader about(Node... parts) {
        getChildren().addAll(getChildren().indexOf(space), List.of(parts));
        return this;
    }

    /** Adds parts at the right. */
    public PaneHeader actions(Node... parts) {
        getChildren().addAll(parts);
        return this;
    }

    /** The name. */
    public Label title() {
        return title;
    }
}
