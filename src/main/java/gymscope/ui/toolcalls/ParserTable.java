package gymscope.ui.toolcalls;

import gymscope.parsing.Parsers;
import gymscope.ui.controls.Columns;
import gymscope.ui.controls.Columns.Filled;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All parsers and what they make of the text, the best fit first; those that find nothing are folded away. */
final class ParserTable extends BorderPane {

    private final ToolCallsModel model;
    private final TableView<TriedParser> table = new TableView<>();
    private final Label summary = Words.muted("");
    private final Label sentence = Words.paragraph("", "small");
    private final LinkButton more = new LinkButton("", this::unfold);
    private final HBox foot = new HBox(more);
    private boolean all;
    private boolean filling;

    ParserTable(ToolCallsModel model) {
        this.model = model;
        getStyleClass().add("parser-table");
        table.setAccessibleText("Parsers, the best fit first");
        table.setPlaceholder(new Label("Paste a text to see what each parser makes of it."));
        table.getColumns()
                .setAll(List.of(Columns.nodes("Parser", 160, ParserTable::parser, "first"),
                        fixed(Columns.text("Found", 72, TriedParser::found)),
                        fixed(Columns.number("Text", 64, ParserTable::share)),
                        fixed(Columns.text("Endpoint", 76, ParserTable::endpoint)),
                        Columns.text("Why", 220, TriedParser::why, "muted")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        foot.getStyleClass().add("parser-more");
        summary.setMinWidth(0);
        sentence.getStyleClass().add("ranking-sentence");
        setTop(new VBox(new PaneHeader("Parsers").about(summary).actions(fixed(Words.muted("after")), reasoning()), sentence));
        setCenter(table);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> choose(now));
        model.trialsProperty().subscribe(trials -> fill());
        model.chosenProperty().subscribe(this::select);
    }

    private ComboBox<String> reasoning() {
        ComboBox<String> choice = new ComboBox<>();
        choice.getStyleClass().add("small-control");
        choice.setAccessibleText("Reasoning parser that reads the text first");
        choice.getItems().addAll(Trials.AUTOMATIC, Trials.NO_REASONING);
        Parsers.all(Parsers.Kind.REASONING).forEach(format -> choice.getItems().add(format.name()));
        choice.valueProperty().bindBidirectional(model.reasoningProperty());
        return choice;
    }

    private void unfold() {
        all = !all;
        fill();
    }

    private void fill() {
        Trials trials = model.trialsProperty().get();
        summary.setText(trials.summary());
        sentence.setText(trials.sentence());
        sentence.setManaged(!trials.sentence().isEmpty());
        List<TriedParser> shown = all || trials.parsers().stream().noneMatch(TriedParser::finds)
                ? trials.parsers()
                : trials.parsers().stream().filter(parser -> parser.finds() || parser.equals(model.chosenProperty().get()))
                        .toList();
        filling = true;
        table.getItems().setAll(shown);
        filling = false;
        int hidden = trials.parsers().size() - shown.size();
        more.setText(all ? "Show those that find a call only" : hidden + " more, none finds a call");
        setBottom(hidden > 0 || all ? foot : null);
        select(model.chosenProperty().get());
    }

    private void choose(@Nullable TriedParser parser) {
        if (parser != null && !filling) {
            model.choose(parser.name());
        }
    }

    private void select(@Nullable TriedParser parser) {
        filling = true;
        table.getSelectionModel().select(parser);
        filling = false;
    }

    private static Filled<TriedParser> parser() {
        VerdictIcon icon = new VerdictIcon(VerdictIcon.Kind.WAITING);
        Label name = Words.label("", "code");
        HBox cell = new HBox(icon, name);
        cell.getStyleClass().add("parser-cell");
        return new Filled<>(cell, parser -> {
            icon.kindProperty().set(parser.verdict());
            name.setText(parser.name());
        });
    }

    private static String share(TriedParser parser) {
        Double share = parser.share();
        return share == null ? Figures.UNKNOWN : Figures.count(Math.round(share * 100)) + " %";
    }

    private static String endpoint(TriedParser parser) {
        Boolean same = parser.endpoint();
        return same == null ? Figures.UNKNOWN : same ? "same" : "differs";
    }

    private static Label fixed(Label label) {
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static TableColumn<TriedParser, TriedParser> fixed(TableColumn<TriedParser, TriedParser> column) {
        column.setMinWidth(column.getPrefWidth());
        column.setMaxWidth(column.getPrefWidth());
        return column;
    }
}
