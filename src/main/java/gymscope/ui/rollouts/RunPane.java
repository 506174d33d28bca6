package gymscope.ui.rollouts;

import gymscope.rollouts.RunSnapshot;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.SegmentedToggle;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The open run: figures, a filter, and the table of its rollouts. */
final class RunPane extends BorderPane {

    private final RunModel model;
    private final RunFiguresPane figures;
    private final TextField words = new TextField();
    private final SegmentedToggle<RowQuery.Show> show;
    private final RolloutTable table;

    RunPane(RolloutsModel rollouts) {
        this.model = rollouts.shown();
        this.figures = new RunFiguresPane(by -> {
            RunSnapshot now = model.snapshotProperty().get();
            if (now != null) {
                rollouts.setConcurrency(now.concurrencyLimit() + by);
            }
        });
        this.show = new SegmentedToggle<>(List.of(RowQuery.Show.values()),
                choice -> "%s %s".formatted(choice.word(), Figures.count(model.count(choice))), RowQuery.Show.ALL);
        this.table = new RolloutTable(model.rows(), (column, descending) -> model.queryProperty()
                .set(model.queryProperty().get().sortedBy(column, descending)), model::select);
        words.setPromptText("Filter by task, failure or agent");
        words.setAccessibleText("Filter rollouts");
        words.textProperty().addListener(
                (property, before, now) -> model.queryProperty().set(model.queryProperty().get().withText(now)));
        show.valueProperty().addListener(
                (property, before, now) -> model.queryProperty().set(model.queryProperty().get().withShow(now)));
        HBox field = new HBox(Icon.small("mdi2f-filter-variant"), words);
        field.getStyleClass().addAll("search-field", "small-control");
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox bar = new HBox(field, show);
        bar.getStyleClass().addAll("sub-bar", "row-filter");
        setTop(new VBox(figures, bar));
        setCenter(table);
        model.queryProperty().addListener((property, before, now) -> {
            words.setText(now.text());
            show.valueProperty().set(now.show());
        });
        model.rows().addListener((InvalidationListener) any -> show.refreshNames());
        model.selectedProperty().addListener((property, before, now) -> table.showSelected(now));
        model.snapshotProperty().addListener((property, before, now) -> show(now));
        show(model.snapshotProperty().get());
        table.showSelected(model.selectedProperty().get());
    }

    private void show(@Nullable RunSnapshot now) {
        if (now != null) {
            figures.show(now);
            show.refreshNames();
        }
    }

    /** Gives the charts more height in a tall window. */
    void setTall(boolean tall) {
        figures.setTall(tall);
    }

    /** The table, whose Enter opens a model call. */
    RolloutTable table() {
        return table;
    }
}
