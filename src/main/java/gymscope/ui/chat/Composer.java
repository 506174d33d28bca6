package gymscope.ui.chat;

import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.chat.turns.ImageStrip;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.Words;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Where the next message is written, with its images. Enter sends it, Shift+Enter begins a new line. */
final class Composer extends VBox {

    private static final int FEWEST_ROWS = 1;
    private static final int MOST_ROWS = 8;

    private final TextArea text = new TextArea();
    private final ImageIntake intake;
    private final Runnable action;
    private final Label sendWords;

    /**
     * @param verb what the button says
     * @param action sends, to wherever the screen's mode wants it
     * @param busy whether something comes in that can be stopped
     */
    Composer(Draft draft, ObservableValue<String> verb, Runnable action, ObservableValue<Boolean> busy, Runnable stopping) {
        this.action = action;
        this.intake = new ImageIntake(draft);
        getStyleClass().add("composer");
        text.getStyleClass().add("composer-text");
        text.setWrapText(true);
        text.setPromptText("Message");
        text.setAccessibleText("Message");
        text.textProperty().bindBidirectional(draft.textProperty());
        text.textProperty().subscribe(this::fitRows);
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        ImageStrip images = new ImageStrip();
        draft.images()
                .addListener((ListChangeListener<ImageInput>) change -> images.show(draft.images(), draft.images()::remove));
        images.show(draft.images(), draft.images()::remove);
        ActionButton send = new ActionButton("Send", "mdi2s-send", action).primary();
        ActionButton stop = new ActionButton("Stop", "mdi2s-stop", stopping);
        sendWords = keyed(send, "Enter");
        keyed(stop, "Esc");
        verb.subscribe(words -> {
            sendWords.setText(words);
            send.setAccessibleText(words);
        });
        IconButton attach = new IconButton("mdi2i-image-outline", "Attach images, or paste or drop them here",
                () -> intake.choose(getScene().getWindow())).small();
        HBox foot = new HBox(attach, Words.space(), stop, send);
        foot.getStyleClass().add("composer-foot");
        getChildren().addAll(images, text, foot);
        busy.subscribe(streaming -> {
            show(stop, streaming);
            show(send, !streaming);
        });
    }

    /** Puts the cursor where the message is written. */
    void focusText() {
        text.requestFocus();
        text.end();
    }

    /** Takes images that are dropped on a node around it. */
    void acceptDropsOn(Node around) {
        intake.acceptDropsOn(around, this);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.V && event.isShortcutDown() && intake.paste(Clipboard.getSystemClipboard())) {
            event.consume();
            return;
        }
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        event.consume();
        if (event.isShiftDown()) {
            text.replaceSelection("\n");
        } else {
            action.run();
        }
    }

    private void fitRows(String now) {
        int lines = (int) now.chars().filter(character -> character == '\n').count() + 1;
        text.setPrefRowCount(Math.clamp(lines, FEWEST_ROWS, MOST_ROWS));
    }

    private static Label keyed(ActionButton button, String key) {
        Label words = Words.label(button.getText(), "medium");
        HBox graphic = new HBox(button.getGraphic(), words, new KeyHint(key));
        graphic.getStyleClass().add("keyed-graphic");
        button.setAccessibleText(button.getText());
        button.setGraphic(graphic);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return words;
    }

    private static void show(ActionButton button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }
}
