package gymscope.ui.controls;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ScrollPaneSkin;

/**
 * Scrolls a page up and down that is as wide as the room for it. What is in view is drawn straight into the window: the
 * picture of it that JavaFX keeps otherwise is of no use where each scrolled line shows other pixels, and filling and copying
 * it took half of a frame.
 */
public final class PageScroll extends ScrollPane {

    public PageScroll(Node page) {
        super(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        ScrollPaneSkin skin = new ScrollPaneSkin(this);
        getChildren().forEach(part -> part.setCache(false));
        return skin;
    }
}
