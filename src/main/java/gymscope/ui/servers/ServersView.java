package gymscope.ui.servers;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.DialogCard;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The Servers screen's controls: the table and the head server, below them the selected server's log and figures, or the form that adds one. */
final class ServersView extends BorderPane implements ServerActions {

    private final ServersModel model;
    private final Supplier<AddServerPane> makeAddPane;
    private final VBox content = new VBox();
    private final Consumer<String> openConfig;
    private final LogPane log;
    private final HBox detail;
    private final ServerTable table;
    private final HeadLine head;
    private final EmptyState empty;
    private boolean adding;

    /**
     * @param makeAddPane makes the form that adds a server
     * @param demonstration starts the demonstration model
     * @param openConfig opens the file that a server was made from
     */
    ServersView(ServersModel model, Supplier<AddServerPane> makeAddPane, Runnable demonstration, Consumer<String> openConfig) {
        this.model = model;
        this.openConfig = openConfig;
        this.makeAddPane = makeAddPane;
        getStyleClass().add("servers");
        getStylesheets()
                .add(Objects.requireNonNull(ServersView.class.getResource("/styles/screen-servers.css")).toExternalForm());
        table = new ServerTable(model, this);
        head = new HeadLine(model);
        log = new LogPane(model);
        HBox.setHgrow(log, Priority.ALWAYS);
        detail = new HBox(log, new LivePane(model));
        detail.getStyleClass().addAll("server-detail", "line-top");
        empty = new EmptyState("mdi2s-server-outline", "No server yet",
                "A server puts a model behind an OpenAI-compatible address on this machine.",
                new ActionButton("Start the demonstration model", "mdi2p-play", demonstration));
        setTop(bar());
        setCenter(content);
        model.rows().addListener((ListChangeListener<ServerRow>) change -> showContent());
        showContent();
        Timeline clock = new Timeline(new KeyFrame(Duration.seconds(1), event -> model.tick(System.nanoTime() / 1_000_000_000)));
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
    }

    /** Shows the form that adds a server. */
    void openAddPane() {
        adding = true;
        showContent();
    }

    /** Puts the form away; whether it was there. */
    boolean closeAddPane() {
        boolean was = adding;
        adding = false;
        showContent();
        return was;
    }

    /** Stops every server, after a question when requests would be broken off. */
    void stopAll() {
        stop(model.active());
    }

    @Override
    public void start(String name) {
        model.start(name);
    }

    @Override
    public void stop(String name) {
        stop(List.of(name));
    }

    @Override
    public void restart(String name) {
        asked(List.of(name), "Restart %s now?".formatted(name), "Restart now", () -> model.restart(name));
    }

    @Override
    public void remove(String name) {
        model.remove(name);
    }

    @Override
    public void copyEnvironment(ServerRow row) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, model.environmentLines(row)));
    }

    @Override
    public void openConfig(String name) {
        openConfig.accept(name);
    }

    @Override
    public void openLog(String name) {
        model.selectedProperty().set(name);
        closeAddPane();
        log.focusLines();
    }

    @Override
    public void openLogFolder(ServerRow row) {
        model.openLogFolder(row);
    }

    @Override
    public void copyUrl(ServerRow row) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, row.baseUrl()));
    }

    private ScreenBar bar() {
        Label summary = Words.label("", "muted");
        summary.textProperty().bind(model.summaryProperty());
        return new ScreenBar("Servers").about(summary).actions(new ActionButton("Stop all", "mdi2s-stop", this::stopAll),
                new ActionButton("Add server", "mdi2p-plus", this::openAddPane).primary());
    }

    private void showContent() {
        boolean none = model.rows().isEmpty();
        Node lower = adding ? addPane() : none ? empty : detail;
        VBox.setVgrow(lower, Priority.ALWAYS);
        List<Node> parts = none ? List.of(lower) : List.of(table, head, lower);
        if (!content.getChildren().equals(parts)) {
            content.getChildren().setAll(parts);
        }
    }

    private AddServerPane addPane() {
        return content.getChildren().stream().filter(AddServerPane.class::isInstance).map(AddServerPane.class::cast).findFirst()
                .orElseGet(makeAddPane);
    }

    private void stop(List<String> names) {
        String what = names.size() == 1 ? names.getFirst() : Figures.count(names.size(), "server", "servers");
        asked(names, "Stop %s now?".formatted(what), "Stop now", () -> model.stop(names));
    }

    private void asked(List<String> names, String question, String verb, Runnable action) {
        int broken = model.inFlight(names);
        if (broken == 0) {
            action.run();
            return;
        }
        DialogCard dialog = new DialogCard(question, "%s will be broken off. Configurations, counts and logs stay."
                .formatted(Figures.count(broken, "request that is being answered", "requests that are being answered")));
        dialog.buttons(new ActionButton("Keep running", null, dialog::close), new ActionButton(verb, null, () -> {
            dialog.close();
            action.run();
        }).dangerous()).showOver(this);
    }
}
