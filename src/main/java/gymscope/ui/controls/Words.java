package gymscope.ui.controls;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Labels by their role in the type scale. */
public final class Words {

    private Words() {
    }

    /**
     * A label with style classes such as {@code small}, {@code muted}, {@code code}, {@code medium}, {@code title}.
     */
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** Second text: 12 px, muted. */
    public static Label muted(String text) {
        return label(text, "small", "muted");
    }

    /** A paragraph that wraps. */
    public static Label paragraph(String text, String... styleClasses) {
        Label label = label(text, styleClasses);
        label.getStyleClass().add("paragraph");
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Takes the free room of a bar, so that what follows stands at the right. */
    public static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
