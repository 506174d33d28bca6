package gymscope.ui.toolcalls;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.ScreenBar;
import gymscope.workspace.history.HistoryRow;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.BorderPane;

/** The Tool calls screen's controls. */
final class ToolCallsView extends BorderPane {

    private final ToolCallsModel model;
    private final ParseView parse;
    private final ActionButton from = new ActionButton("From exchange", "mdi2h-history", this::offerExchanges).flat();

    private final ActionButton samples = new ActionButton("Samples", "mdi2t-text-box-outline", this::offerSamples).flat();

    ToolCallsView(ToolCallsModel model) {
        this.model = model;
        getStyleClass().add("tool-calls");
        getStylesheets()
                .add(Objects.requireNonNull(ToolCallsView.class.getResource("/styles/screen-toolcalls.css")).toExternalForm());
        parse = new ParseView(model);
        setTop(new ScreenBar("Tool calls").actions(samples, from,
                new ActionButton("Paste", "mdi2c-clipboard-outline", this::paste).flat(),
                new ActionButton("Try all parsers", "mdi2p-play", model::tryAll).primary()));
        setCenter(parse);
    }

    /** Takes the text of the clipboard. */
    void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text != null) {
            model.show(RawText.typed(text));
        }
        parse.focusText();
    }

    /** Offers the newest exchanges. */
    void offerExchanges() {
        model.recent(this::offer);
    }

    private void offerSamples() {
        ContextMenu menu = new ContextMenu();
        for (String name : SampleText.names()) {
            MenuItem item = new MenuItem(name);
            item.setOnAction(event -> model.takeSample(name));
            menu.getItems().add(item);
        }
        menu.show(samples, Side.BOTTOM, 0, 0);
    }

    private void offer(List<HistoryRow> rows) {
        ContextMenu menu = new ContextMenu();
        MenuItem inspected = new MenuItem("The exchange in the Inspector");
        inspected.setOnAction(event -> model.takeInspected());
        inspected.setDisable(!model.hasInspected());
        menu.getItems().add(inspected);
        if (!rows.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        for (HistoryRow row : rows) {
            MenuItem item = new MenuItem("%s  %s  %s".formatted(Figures.clock(row.at()), row.server(), row.model()));
            item.setOnAction(event -> model.take(row.id()));
            menu.getItems().add(item);
        }
        menu.show(from, Side.BOTTOM, 0, 0);
    }
}
