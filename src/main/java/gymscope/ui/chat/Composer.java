package gymscope.ui.chat;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.Words;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Where the next message is written. Enter sends it, Shift+Enter begins a new line. */
final class Composer extends VBox {

    private static final int FEWEST_ROWS = 1;
    private static final int MOST_ROWS = 8;

    private final ChatModel model;
    private final TextArea text = new TextArea();
    private final ActionButton send;
    private final ActionButton stop;

    Composer(ChatModel model) {
        this.model = model;
        getStyleClass().add("composer");
        text.getStyleClass().add("composer-text");
        text.setWrapText(true);
        text.setPromptText("Message");
        text.setAccessibleText("Message");
        text.textProperty().bindBidirectional(model.draftProperty());
        text.textProperty().subscribe(this::fitRows);
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        send = keyed(new ActionButton("Send", "mdi2s-send", model::send).primary(), "Enter");
        stop = keyed(new ActionButton("Stop", "mdi2s-stop", model::stop), "Esc");
        HBox foot = new HBox(Words.space(), stop, send);
        foot.getStyleClass().add("composer-foot");
        getChildren().addAll(text, foot);
        model.streamingProperty().subscribe(streaming -> {
            show(stop, streaming);
            show(send, !streaming);
        });
    }

    /** Puts the cursor where the message is written. */
    void focusText() {
        text.requestFocus();
        text.end();
    }

    private void key(KeyEvent event) {
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        event.consume();
        if (event.isShiftDown()) {
            text.replaceSelection("\n");
        } else {
            model.send();
        }
    }

    private void fitRows(String now) {
        int lines = (int) now.chars().filter(character -> character == '\n').count() + 1;
        text.setPrefRowCount(Math.clamp(lines, FEWEST_ROWS, MOST_ROWS));
    }

    private static ActionButton keyed(ActionButton button, String key) {
        HBox graphic = new HBox(button.getGraphic(), Words.label(button.getText(), "medium"), new KeyHint(key));
        graphic.getStyleClass().add("keyed-graphic");
        button.setAccessibleText(button.getText());
        button.setGraphic(graphic);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return button;
    }

    private static void show(ActionButton button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }
}
