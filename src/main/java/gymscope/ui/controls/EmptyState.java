package gymscope.ui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a place without content is for, with one button that does the first useful thing on sample data. */
public final class EmptyState extends VBox {

    public EmptyState(String icon, String title, String purpose, @Nullable Button button) {
        getStyleClass().add("empty-state");
        Label name = new Label(title);
        name.getStyleClass().add("empty-title");
        Label use = new Label(purpose);
        use.setWrapText(true);
        use.setMinHeight(USE_PREF_SIZE);
        use.getStyleClass().add("empty-purpose");
        getChildren().addAll(Icon.large(icon), name, use);
        if (button != null) {
            getChildren().add(button);
        }
    }
}
