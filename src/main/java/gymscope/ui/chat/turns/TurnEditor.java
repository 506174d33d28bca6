package gymscope.ui.chat.turns;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Words;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A turn's text while it is written anew. What was said before stays as a branch of its own. */
final class TurnEditor extends VBox {

    private static final int FEWEST_ROWS = 2;
    private static final int MOST_ROWS = 12;

    private final TextArea area = new TextArea();

    /**
     * @param verb what the button says
     * @param typed takes each state of the text
     * @param given takes the new text
     * @param cancelled runs when the old text is to stay in place
     */
    TurnEditor(String text, String verb, String hint, Consumer<String> typed, Consumer<String> given, Runnable cancelled) {
        getStyleClass().add("turn-editor");
        area.setText(text);
        area.setWrapText(true);
        area.textProperty().subscribe((before, now) -> typed.accept(now));
        area.setAccessibleText("The new text");
        area.setPrefRowCount(Math.clamp(text.lines().count() + 1, FEWEST_ROWS, MOST_ROWS));
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                event.consume();
                given.accept(area.getText());
            } else if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                cancelled.run();
            }
        });
        Label note = Words.muted(hint);
        HBox foot = new HBox(note, Words.space(), new ActionButton("Cancel", null, cancelled).small(),
                new ActionButton(verb, "mdi2s-source-branch", () -> given.accept(area.getText())).small());
        foot.getStyleClass().add("tool-editor-row");
        getChildren().addAll(area, foot);
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
        area.end();
    }
}
