package gymscope.ui.controls;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** Columns of tables whose rows are immutable values: a changed row is a new value in the list. */
public final class Columns {

    private static final PseudoClass ABSENT = PseudoClass.getPseudoClass("absent");

    private Columns() {
    }

    /**
     * A column of words.
     *
     * @param styleClasses such as {@code first} (left edge), {@code mono}, {@code number}, {@code medium}
     */
    public static <S> TableColumn<S, S> text(String title, double width, Function<? super S, String> words,
            String... styleClasses) {
        return column(title, width, styleClasses, () -> new TextCell<>(words));
    }

    /** A column of numbers: right-aligned, monospaced; "–" and "0" muted. */
    public static <S> TableColumn<S, S> number(String title, double width, Function<? super S, String> words) {
        return text(title, width, words, "number");
    }

    /**
     * A column of nodes: each cell makes its node once and fills it with each row that it comes to show.
     *
     * @param cell makes a cell's node and what fills it
     */
    public static <S> TableColumn<S, S> nodes(String title, double width, Supplier<Filled<S>> cell,
            String... styleClasses) {
        return column(title, width, styleClasses, () -> new NodeCell<>(cell.get()));
    }

    /**
     * A node and what fills it with a row.
     */
    public record Filled<S>(Node node, Consumer<? super S> fill) {}

    private static <S> TableColumn<S, S> column(String title, double width, String[] styleClasses,
            Supplier<TableCell<S, S>> cells) {
        TableColumn<S, S> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        column.getStyleClass().addAll(styleClasses);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(any -> {
            TableCell<S, S> cell = cells.get();
            cell.getStyleClass().addAll(styleClasses);
            return cell;
        });
        return column;
    }

    private static final class TextCell<S> extends TableCell<S, S> {
        private final Function<? super S, String> words;

        TextCell(Function<? super S, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable S row, boolean empty) {
            super.updateItem(row, empty);
            String text = empty || row == null ? "" : words.apply(row);
            setText(text);
            pseudoClassStateChanged(ABSENT, text.equals(Figures.UNKNOWN) || text.equals("0"));
        }
    }

    private static final class NodeCell<S> extends TableCell<S, S> {
        private final Filled<S> filled;

        NodeCell(Filled<S> filled) {
            this.filled = Objects.requireNonNull(filled);
        }

        @Override
        protected void updateItem(@Nullable S row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : filled.node());
            if (!empty && row != null) {
                filled.fill().accept(row);
            }
        }
    }
}
