package gymscope.ui.inspector;

import gymscope.ui.controls.Badge;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.Highlight;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.wire.Exchange;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The pane at the right: one exchange in tabs. */
public final class Inspector extends VBox {

    private static final String TAB_KEY = "inspector.tab";

    private final AppModel app;
    private final List<InspectorTab> tabs;
    private final TokensTab tokens;
    private final StackPane content = new StackPane();
    private final HBox strip = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private InspectorTab shown;
    private @Nullable ExchangeReading reading;

    public Inspector(AppModel app) {
        this.app = app;
        this.tokens = new TokensTab(app);
        this.tabs = List.of(new AnswerTab(), tokens, new ToolCallsTab(this::showTokens), new EventsTab(), new RawTab(),
                new TimingTab(),
                new CopyTab());
        getStyleClass().add("inspector");
        strip.getStyleClass().add("tab-strip");
        tabs.forEach(tab -> strip.getChildren().add(button(tab)));
        String last = app.workspace().windowState().text(TAB_KEY, "Tokens");
        shown = tabs.stream().filter(tab -> tab.name().equals(last)).findFirst().orElse(tabs.getFirst());
        VBox.setVgrow(content, Priority.ALWAYS);
        app.inspectionProperty().addListener((property, before, now) -> show(now));
        show(app.inspectionProperty().get());
    }

    private void showTokens(Highlight highlight) {
        tokens.highlight(highlight.what(), highlight.ranges());
        choose(tokens);
    }

    private ToggleButton button(InspectorTab tab) {
        ToggleButton button = new ToggleButton(tab.name());
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        button.setUserData(tab);
        button.setOnAction(event -> choose(tab));
        return button;
    }

    private void choose(InspectorTab tab) {
        shown = tab;
        app.workspace().windowState().put(TAB_KEY, tab.name());
        showTab();
    }

    private void show(@Nullable Inspection inspection) {
        if (inspection == null) {
            reading = null;
            getChildren().setAll(new PaneHeader("Inspector"), nothing());
            return;
        }
        getChildren().setAll(header(inspection), strip, content);
        if (!inspection.sentOn().isEmpty()) {
            getChildren().add(1, new UpstreamChoice(inspection.exchange(), inspection.sentOn(), this::read));
        }
        read(inspection.exchange());
    }

    private void read(Exchange exchange) {
        reading = ExchangeReading.of(exchange);
        showTab();
    }

    private void showTab() {
        group.getToggles().stream().filter(toggle -> shown.equals(toggle.getUserData())).forEach(group::selectToggle);
        content.getChildren().setAll(shown.node());
        if (reading != null) {
            shown.show(reading);
        }
    }

    private PaneHeader header(Inspection inspection) {
        Exchange exchange = inspection.exchange();
        int count = inspection.exchanges().size();
        String title = inspection.title().isEmpty() ? "Exchange " + exchange.id() : inspection.title();
        PaneHeader header = new PaneHeader(title).lead(Icon.small("mdi2m-message-text-outline"))
                .about(Words.muted(exchange.endpoint()));
        if (count > 1) {
            header.actions(whole(Words.muted("%d of %d".formatted(inspection.index() + 1, count))),
                    new IconButton("mdi2c-chevron-left", "Previous exchange", () -> step(inspection, -1)).small(),
                    new IconButton("mdi2c-chevron-right", "Next exchange", () -> step(inspection, 1)).small());
        }
        return header.actions(Badge.status(exchange.status()),
                whole(Words.label(Figures.clock(exchange.startedAt()), "code", "muted")));
    }

    /** Where room is short, the endpoint's name gives way, not the figures. */
    private static Label whole(Label label) {
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void step(Inspection inspection, int by) {
        int index = Math.clamp(inspection.index() + by, 0, inspection.exchanges().size() - 1);
        app.inspect(inspection.at(index));
    }

    private static StackPane nothing() {
        StackPane pane = new StackPane(new EmptyState("mdi2d-dock-right", "No exchange selected",
                "A call that you select in any screen opens here: answer, tokens, tool calls, events, raw bytes and timing.",
                null));
        VBox.setVgrow(pane, Priority.ALWAYS);
        return pane;
    }
}
