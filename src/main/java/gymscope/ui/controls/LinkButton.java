package gymscope.ui.controls;

import javafx.scene.control.Hyperlink;

/** A place to go to, as a link. */
public final class LinkButton extends Hyperlink {

    public LinkButton(String text, Runnable action) {
        super(text);
        getStyleClass().add("link-button");
        setOnAction(event -> {
            setVisited(false);
            action.run();
        });
    }
}
