package gymscope.ui.traffic;

import gymscope.ui.controls.Badge;
import gymscope.ui.controls.Columns;
import gymscope.ui.controls.Columns.Filled;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Words;
import gymscope.workspace.history.HistoryRow;
import gymscope.workspace.history.Note;
import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The exchanges, one a row; the selection stays on its exchange when new ones come. */
final class TrafficTable extends TableView<HistoryRow> {

    private static final double WIDTH_WITH_MODEL = 900;
    private static final int TOO_MANY = 429;
    private static final int FIRST_ERROR = 400;

    private final TrafficModel model;
    private boolean restoring;

    TrafficTable(TrafficModel model) {
        this.model = model;
        getStyleClass().add("traffic-table");
        setAccessibleText("Exchanges, newest first");
        setItems(model.rows());
        setPlaceholder(new Label("No exchange fits the filter."));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        TableColumn<HistoryRow, HistoryRow> modelName = Columns.text("Model", 128, HistoryRow::model, "mono");
        getColumns().setAll(List.of(fixed(
                Columns.text("Time", 88, row -> HistoryRows.isUnread(row) ? "…" : Figures.clock(row.at()), "first", "mono")),
                Columns.text("Server", 128, HistoryRow::server), modelName, Columns.text("From", 150, HistoryRow::from),
                fixed(Columns.nodes("Status", 64, TrafficTable::status)),
                fixed(Columns.number("ms", 72, row -> HistoryRows.isUnread(row) ? "" : Figures.count(row.total().toMillis()))),
                fixed(Columns.number("Tokens in", 86, row -> tokens(row, row.tokensIn()))),
                fixed(Columns.number("Out", 66, row -> tokens(row, row.tokensOut()))), Columns.nodes("Notes", 300, this::notes)));
        widthProperty().subscribe(width -> modelName.setVisible(width.doubleValue() >= WIDTH_WITH_MODEL));
        model.comparisonProperty().subscribe(this::restore);
        model.stillOpenProperty().subscribe(this::restore);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        getSelectionModel().getSelectedIndices().addListener((ListChangeListener<Integer>) change -> choose());
        model.rows().addListener((ListChangeListener<HistoryRow>) change -> restore());
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
                model.inspect();
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.inspect();
                event.consume();
            }
        });
    }

    /** Figures are never cut short: names and notes give way. */
    private static TableColumn<HistoryRow, HistoryRow> fixed(TableColumn<HistoryRow, HistoryRow> column) {
        column.setMinWidth(column.getPrefWidth());
        column.setMaxWidth(column.getPrefWidth());
        return column;
    }

    private void choose() {
        if (!restoring && !model.isChanging()) {
            long[] ids = model.rows().ids();
            List<Long> chosen = getSelectionModel().getSelectedIndices().stream().filter(Objects::nonNull)
                    .filter(index -> index >= 0 && index < ids.length).map(index -> ids[index]).toList();
            if (!chosen.isEmpty()) {
                model.select(chosen);
            }
        }
    }

    private void restore() {
        List<Integer> wanted = model.selected().stream().map(id -> model.rows().indexOfId(id)).filter(index -> index >= 0)
                .toList();
        if (!getSelectionModel().getSelectedIndices().equals(wanted)) {
            restoring = true;
            getSelectionModel().clearSelection();
            wanted.forEach(getSelectionModel()::select);
            restoring = false;
        }
    }

    private static String tokens(HistoryRow row, @Nullable Long count) {
        return HistoryRows.isUnread(row) ? "" : count == null ? Figures.UNKNOWN : Figures.count(count);
    }

    /** Only what deviates is coloured. */
    private static Filled<HistoryRow> status() {
        Label word = Words.label("", "code");
        return new Filled<>(word, row -> {
            word.setText(HistoryRows.isUnread(row) || isUnanswered(row)
                    ? ""
                    : row.status() == 0 ? "none" : Integer.toString(row.status()));
            word.getStyleClass().remove("toned");
            Tone.NEUTRAL.applyTo(word);
            if (isUnanswered(row)) {
                return;
            }
            if (row.status() == TOO_MANY || row.status() == 0 || row.status() >= FIRST_ERROR) {
                (row.status() == TOO_MANY ? Tone.WARN : Tone.FAIL).applyTo(word);
                word.getStyleClass().add("toned");
            }
        });
    }

    private static boolean isUnanswered(HistoryRow row) {
        return OpenRows.isOpen(row.id()) && row.status() == 0;
    }

    private Filled<HistoryRow> notes() {
        HBox badges = new HBox();
        badges.getStyleClass().add("note-cell");
        return new Filled<>(badges, row -> {
            badges.getChildren().setAll(row.notes().stream().map(TrafficTable::badge).toList());
            if (row.replayOf() != null) {
                badges.getChildren().addFirst(new Badge(replay(row.replayOf()), Tone.INFO));
            }
        });
    }

    private String replay(long first) {
        int index = model.rows().indexOfId(first);
        HistoryRow original = index < 0 ? null : model.rows().get(index);
        return original == null || HistoryRows.isUnread(original) ? "replay" : "replay of " + Figures.clock(original.at());
    }

    private static Badge badge(Note note) {
        Tone tone = switch (note.kind()) {
            case TOOL_CALL -> Tone.TOOL_NAME;
            case FAILURE -> Tone.FAIL;
            case WARNING -> Tone.WARN;
            case REPLAY, OPEN -> Tone.INFO;
        };
        return new Badge(note.words(), tone);
    }
}
