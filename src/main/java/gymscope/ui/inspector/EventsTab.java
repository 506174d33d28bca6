package gymscope.ui.inspector;

import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.Columns;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The events of a stream with the times of their arrival; the selected one's data below. */
final class EventsTab implements InspectorTab {

    private static final double TABLE_SHARE = 0.62;

    private final TableView<EventLine> table = new TableView<>();
    private final CodeView data = CodeView.reader();
    private final Label chosen = Words.muted("");
    private final SplitPane split = new SplitPane();
    private final StackPane pane = new StackPane();

    EventsTab() {
        table.getStyleClass().addAll("dense", "event-table");
        table.setAccessibleText("Events in the order of their arrival");
        table.getColumns()
                .setAll(List.of(fixed(Columns.number("No.", 48, line -> Figures.count(line.number()))),
                        fixed(Columns.number("After", 68, line -> Figures.duration(line.arrival()))),
                        fixed(Columns.number("Gap", 64, line -> Figures.duration(line.gap()))),
                        Columns.text("Brings", 140, EventLine::kind), Columns.text("Text", 100, EventsTab::visible, "mono")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> choose(now));
        VBox.setVgrow(data, Priority.ALWAYS);
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(table, new VBox(new PaneHeader("Data").about(chosen), data));
        split.setDividerPositions(TABLE_SHARE);
    }

    @Override
    public String name() {
        return "Events";
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void show(ExchangeReading reading) {
        List<EventLine> lines = EventLine.of(reading.exchange());
        table.getItems().setAll(lines);
        if (lines.isEmpty()) {
            boolean asked = reading.exchange().streamed();
            pane.getChildren().setAll(new EmptyState("mdi2w-water-outline", "No events",
                    asked
                            ? "A stream was asked for, but no event came."
                            : "The answer came in one piece. Ask with \"stream\": true to see events.",
                    null));
            return;
        }
        pane.getChildren().setAll(split);
        table.getSelectionModel().selectFirst();
        table.scrollTo(0);
    }

    private void choose(@Nullable EventLine line) {
        chosen.setText(line == null ? "" : "event %s, %s".formatted(Figures.count(line.number()), line.kind()));
        data.showBody(line == null ? "" : line.data());
    }

    /** White space is part of what came. */
    private static String visible(EventLine line) {
        return line.text().replace("\r", "␍").replace("\n", "↵").replace("\t", "⇥");
    }

    private static TableColumn<EventLine, EventLine> fixed(TableColumn<EventLine, EventLine> column) {
        column.setMinWidth(column.getPrefWidth());
        column.setMaxWidth(column.getPrefWidth());
        return column;
    }
}
