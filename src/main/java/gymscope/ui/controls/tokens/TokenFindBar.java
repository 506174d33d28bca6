package gymscope.ui.controls.tokens;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.Words;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The line to search a surface in; it is there while it is open. */
final class TokenFindBar extends HBox {

    private final TokensModel model;
    private final IntConsumer select;
    private final TextField field = new TextField();
    private final Label count = Words.muted("");

    TokenFindBar(TokensModel model, IntConsumer select) {
        this.model = model;
        this.select = select;
        getStyleClass().addAll("sub-bar", "token-find");
        field.getStyleClass().add("small-control");
        field.setPromptText("text or #id");
        field.setAccessibleText("Find text or #id in the tokens");
        HBox.setHgrow(field, Priority.ALWAYS);
        count.setMinWidth(USE_PREF_SIZE);
        field.textProperty().addListener((property, before, now) -> typed(now));
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        model.findsProperty().addListener((property, before, now) -> tell());
        model.selection().tokenProperty().addListener((property, before, now) -> tell());
        getChildren().addAll(field, count,
                new IconButton("mdi2c-chevron-up", "Previous find  Shift Enter", () -> go(false)).small(),
                new IconButton("mdi2c-chevron-down", "Next find  Enter", () -> go(true)).small(),
                new IconButton("mdi2c-close", "Close  Esc", this::close).small());
        close();
    }

    void open() {
        setVisible(true);
        setManaged(true);
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        setVisible(false);
        setManaged(false);
        field.clear();
    }

    private void typed(String text) {
        model.queryProperty().set(text);
        if (!model.findsProperty().get().isEmpty()) {
            select.accept(model.jumps().findHere());
        }
    }

    private void go(boolean onwards) {
        select.accept(model.jumps().find(onwards));
    }

    private void tell() {
        int finds = model.findsProperty().get().size();
        int number = model.jumps().findNumber();
        count.setText(field.getText().isEmpty()
                ? ""
                : finds == 0 ? "none" : (number == 0 ? "" : Figures.count(number) + " of ") + Figures.count(finds));
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            go(!event.isShiftDown());
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        }
    }
}
