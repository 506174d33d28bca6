package gymscope.ui.toolcalls;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.toolcalls.template.TemplateModel;
import gymscope.ui.toolcalls.template.TemplateView;
import gymscope.workspace.WindowState;
import gymscope.workspace.history.HistoryRow;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.BorderPane;

/** The Tool calls screen's controls: the bar with its two modes, and the mode that is chosen. */
final class ToolCallsView extends BorderPane {

    private static final String STATE = "toolcalls.mode";

    /** What the screen is used for. */
    enum Mode {
        PARSE("Parse"), TEMPLATE("Template");

        private final String words;

        Mode(String words) {
            this.words = words;
        }
    }

    private final ToolCallsModel model;
    private final TemplateModel templates;
    private final WindowState state;
    private final ParseView parse;
    private final TemplateView template;
    private final SegmentedToggle<Mode> mode;
    private final ActionButton from = new ActionButton("From exchange", "mdi2h-history", this::offerExchanges).flat();
    private final ActionButton samples = new ActionButton("Samples", "mdi2t-text-box-outline", this::offerSamples).flat();
    private final ActionButton tryAll;

    ToolCallsView(ToolCallsModel model, TemplateModel templates, WindowState state) {
        this.model = model;
        this.templates = templates;
        this.state = state;
        getStyleClass().add("tool-calls");
        getStylesheets()
                .add(Objects.requireNonNull(ToolCallsView.class.getResource("/styles/screen-toolcalls.css")).toExternalForm());
        parse = new ParseView(model);
        template = new TemplateView(templates);
        mode = new SegmentedToggle<>(List.of(Mode.values()), one -> one.words, kept(state));
        mode.setAccessibleText("Mode");
        tryAll = new ActionButton("Try all parsers", "mdi2p-play", model::tryAll).primary();
        setTop(new ScreenBar("Tool calls").about(mode).actions(samples, template.samplesButton(), from,
                new ActionButton("Paste", "mdi2c-clipboard-outline", this::paste).flat(), tryAll));
        mode.valueProperty().subscribe(this::show);
    }

    private static Mode kept(WindowState state) {
        String name = state.text(STATE, Mode.PARSE.name());
        return Stream.of(Mode.values()).filter(one -> one.name().equals(name)).findFirst().orElse(Mode.PARSE);
    }

    /** Shows a mode. */
    void show(Mode chosen) {
        mode.valueProperty().set(chosen);
        boolean parsing = chosen == Mode.PARSE;
        setCenter(parsing ? parse : template);
        for (ActionButton button : List.of(samples, tryAll)) {
            button.setVisible(parsing);
            button.setManaged(parsing);
        }
        template.samplesButton().setVisible(!parsing);
        template.samplesButton().setManaged(!parsing);
        state.put(STATE, chosen.name());
    }

    /** Takes the text of the clipboard: raw text, or a template. */
    void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (mode.getValue() == Mode.TEMPLATE) {
            if (text != null) {
                templates.showTemplate(text);
            }
            template.focusText();
            return;
        }
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
        inspected.setOnAction(event -> takeInspected());
        inspected.setDisable(!model.hasInspected());
        menu.getItems().add(inspected);
        if (!rows.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        for (HistoryRow row : rows) {
            MenuItem item = new MenuItem("%s  %s  %s".formatted(Figures.clock(row.at()), row.server(), row.model()));
            item.setOnAction(event -> take(row.id()));
            menu.getItems().add(item);
        }
        menu.show(from, Side.BOTTOM, 0, 0);
    }

    private void takeInspected() {
        if (mode.getValue() == Mode.TEMPLATE) {
            templates.takeInspected();
        } else {
            model.takeInspected();
        }
    }

    private void take(long id) {
        if (mode.getValue() == Mode.TEMPLATE) {
            templates.take(id);
        } else {
            model.take(id);
        }
    }
}
