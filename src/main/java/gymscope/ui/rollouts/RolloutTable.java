package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RolloutState;
import gymscope.rollouts.RolloutSummary;
import gymscope.ui.controls.Columns;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Words;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * The rollouts of a run, one a row. Sorting is asked of whoever fills the rows; the selection stays on its rollout when
 * the rows change.
 */
final class RolloutTable extends TableView<RolloutSummary> {

    /** So many rows are shown above one that is scrolled to. */
    private static final int CONTEXT = 3;

    private final Map<RowColumn, TableColumn<RolloutSummary, RolloutSummary>> columns = new EnumMap<>(RowColumn.class);
    private @Nullable RolloutKey selected;

    /**
     * @param rows what is shown, filled anew whenever it changes
     * @param sort asks for another order: by which column, and whether descending
     * @param select is told when the reader chooses a rollout
     */
    RolloutTable(ObservableList<RolloutSummary> rows, BiConsumer<RowColumn, Boolean> sort, Consumer<RolloutKey> select) {
        getStyleClass().add("dense");
        setAccessibleText("Rollouts");
        setItems(rows);
        setPlaceholder(new Label("No rollout fits the filter."));
        add(RowColumn.TASK, Columns.text("Task", 64, row -> Long.toString(row.key().task()), "first", "mono"));
        add(RowColumn.ATTEMPT, Columns.number("Attempt", 66, row -> Long.toString(row.key().attempt() + 1)));
        add(RowColumn.REWARD, Columns.nodes("Reward", 112, RolloutTable::rewardCell));
        add(RowColumn.TURNS, Columns.number("Turns", 60, row -> Integer.toString(row.turns())));
        add(RowColumn.TOKENS, Columns.number("Tokens", 74,
                row -> row.outputTokens() == 0 ? Figures.UNKNOWN : Figures.count(row.outputTokens())));
        add(RowColumn.SECONDS, Columns.number("s", 64, row -> seconds(row.duration())));
        TableColumn<RolloutSummary, RolloutSummary> state = Columns.nodes("State", 170, RolloutTable::stateCell);
        add(RowColumn.STATE, state);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        setSortPolicy(table -> {
            if (!table.getSortOrder().isEmpty()) {
                TableColumn<RolloutSummary, ?> by = table.getSortOrder().getFirst();
                columns.forEach((column, shown) -> {
                    if (shown.equals(by)) {
                        sort.accept(column, by.getSortType() == TableColumn.SortType.DESCENDING);
                    }
                });
            }
            return true;
        });
        setOnMouseClicked(event -> choose(select));
        setOnKeyReleased(event -> {
            if (event.getCode().isNavigationKey()) {
                choose(select);
            }
        });
        Refresh again = new Refresh(this::restore);
        rows.addListener((InvalidationListener) any -> again.request());
    }

    /** Shows that this rollout is looked at; null for none. */
    void showSelected(@Nullable RolloutKey key) {
        if (!Objects.equals(key, selected)) {
            selected = key;
            restore();
            int at = getSelectionModel().getSelectedIndex();
            if (at >= 0) {
                scrollTo(Math.max(0, at - CONTEXT));
            }
        }
    }

    private void choose(Consumer<RolloutKey> select) {
        RolloutSummary row = getSelectionModel().getSelectedItem();
        if (row != null && !row.key().equals(selected)) {
            selected = row.key();
            select.accept(row.key());
        }
    }

    private void restore() {
        for (int i = 0; selected != null && i < getItems().size(); i++) {
            if (getItems().get(i).key().equals(selected)) {
                if (getSelectionModel().getSelectedIndex() != i) {
                    getSelectionModel().clearAndSelect(i);
                }
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    private void add(RowColumn by, TableColumn<RolloutSummary, RolloutSummary> column) {
        column.setSortable(true);
        columns.put(by, column);
        getColumns().add(column);
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? Figures.UNKNOWN : Figures.decimal(duration.toMillis() / 1000.0, 1);
    }

    private static Columns.Filled<RolloutSummary> rewardCell() {
        PartsBar bar = new PartsBar().thick();
        bar.getStyleClass().add("reward-bar");
        Label figure = Words.label("", "code");
        HBox cell = new HBox(bar, figure);
        cell.getStyleClass().add("reward-cell");
        return new Columns.Filled<>(cell, row -> {
            Double reward = row.reward();
            bar.setVisible(reward != null);
            bar.setManaged(reward != null);
            bar.setShare(PartsBar.Kind.DONE, reward == null ? 0 : Math.clamp(reward, 0, 1));
            figure.setText(reward == null ? Figures.UNKNOWN : RunWords.reward(reward));
            figure.getStyleClass().remove("muted");
            if (reward == null) {
                figure.getStyleClass().add("muted");
            }
        });
    }

    private static Columns.Filled<RolloutSummary> stateCell() {
        Label words = Words.label("", "small", "toned");
        Icon working = Icon.tiny("mdi2c-circle-slice-3").tone(Tone.INFO);
        return new Columns.Filled<>(words, row -> {
            words.setText(RunWords.state(row));
            words.setGraphic(row.state() == RolloutState.RUNNING ? working : null);
            switch (row.state()) {
                case RUNNING -> Tone.INFO.applyTo(words);
                case DONE -> Tone.NEUTRAL.applyTo(words);
                case FAILED -> Tone.FAIL.applyTo(words);
            }
        });
    }
}
