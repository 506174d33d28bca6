package gymscope.ui.chat;

import javafx.beans.property.StringProperty;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** The system prompt. */
final class SystemEditor extends VBox {

    private static final int ROWS = 5;

    private final TextArea text = new TextArea();

    SystemEditor(StringProperty prompt) {
        getStyleClass().add("drawer-part");
        text.setPrefRowCount(ROWS);
        text.setWrapText(true);
        text.setPromptText("System prompt");
        text.setAccessibleText("System prompt");
        text.textProperty().bindBidirectional(prompt);
        getChildren().add(text);
    }

    @Override
    public void requestFocus() {
        text.requestFocus();
    }
}
