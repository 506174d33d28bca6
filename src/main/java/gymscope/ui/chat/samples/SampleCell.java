package gymscope.ui.chat.samples;

import gymscope.tokens.SampleTree;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.TokenText;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A node of the tree of samples: how many go through it, their share as a bar, its mass, and its text. */
final class SampleCell extends ListCell<SampleRow> {

    private static final double INDENT = 16;

    private final Label count = Words.label("", "code", "sample-count");
    private final Region bar = new Region();
    private final StackPane track = new StackPane(bar);
    private final Label mass = Words.label("", "code", "sample-mass");
    private final StackPane fold = new StackPane();
    private final Label text = Words.label("", "code", "sample-text");
    private final Label end = Words.label("", "small", "muted");
    private final HBox line = new HBox(count, track, mass, fold, text, end);

    /** @param toggle folds or unfolds a node */
    SampleCell(Consumer<SampleRow> toggle) {
        getStyleClass().add("sample-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        line.getStyleClass().add("sample-line");
        track.getStyleClass().add("sample-track");
        bar.getStyleClass().add("sample-bar");
        fold.getStyleClass().add("sample-fold");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.SOMETIMES);
        end.setMinWidth(USE_PREF_SIZE);
        fold.setOnMouseClicked(event -> {
            SampleRow row = getItem();
            if (row != null && row.parts()) {
                toggle.accept(row);
                event.consume();
            }
        });
    }

    @Override
    protected void updateItem(@Nullable SampleRow row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            return;
        }
        SampleTree.Node node = row.node();
        count.setText("%d of %d".formatted(node.count(), row.samples()));
        bar.maxWidthProperty().unbind();
        bar.maxWidthProperty().bind(track.widthProperty().multiply(row.share()));
        Double told = node.mass();
        mass.setText(told == null ? Figures.UNKNOWN : mass(told));
        HBox.setMargin(fold, new Insets(0, 0, 0, row.level() * INDENT));
        fold.getChildren().clear();
        if (row.parts()) {
            fold.getChildren().add(Icon.small(row.folded() ? "mdi2c-chevron-right" : "mdi2c-chevron-down"));
        }
        text.setText(words(node));
        end.setText(node.ended() == 0 || (node.children().isEmpty() && node.count() == 1)
                ? ""
                : node.ended() == 1 ? "1 ends here" : "%d end here".formatted(node.ended()));
        setGraphic(line);
        setAccessibleText("%s, %s".formatted(count.getText(), text.getText()));
    }

    private static String words(SampleTree.Node node) {
        String words = TokenText.inWords(node.text());
        return words.isEmpty() ? "(end)" : words;
    }

    private static String mass(double mass) {
        return mass >= 0.0005 ? Figures.decimal(mass, 3) : "< 0.001";
    }
}
