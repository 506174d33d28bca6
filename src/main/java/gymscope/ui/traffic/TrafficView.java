package gymscope.ui.traffic;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.Words;
import gymscope.ui.inspector.CopyForm;
import gymscope.ui.shell.AppModel;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryFilter.StatusClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;

/** The Traffic screen's controls. */
final class TrafficView extends BorderPane {

    private static final String ANY_SERVER = "Any server";
    private static final Duration TYPING = Duration.millis(250);
    private static final Duration LOOK_AT_OPEN = Duration.millis(500);
    private static final Duration LOOK = Duration.seconds(2);

    private final AppModel app;
    private final TrafficModel model;
    private final TextField words = new TextField();
    private final ComparisonPane comparison;
    private final SplitPane split;
    private final EmptyState empty;

    /**
     * @param sample makes a first exchange with the demonstration model
     */
    TrafficView(AppModel app, TrafficModel model, Runnable sample) {
        this.app = app;
        this.model = model;
        getStyleClass().add("traffic");
        getStylesheets()
                .add(Objects.requireNonNull(TrafficView.class.getResource("/styles/screen-traffic.css")).toExternalForm());
        comparison = new ComparisonPane(model, app.notices()::problem);
        split = new SplitPane(new TrafficTable(model), comparison);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.44);
        empty = new EmptyState("mdi2s-swap-horizontal", "No exchange yet",
                "Every call through servers and screens is kept here, to search, replay and compare. Keys are taken out.",
                new ActionButton("Ask the demonstration model", "mdi2p-play", sample));
        setTop(bar());
        model.emptyProperty().addListener((property, before, now) -> showContent());
        model.problemProperty().addListener((property, before, now) -> showContent());
        showContent();
        repeat(LOOK, model::poll);
        repeat(LOOK_AT_OPEN, model::lookAtOpen);
    }

    /** Again and again while the screen is in view. */
    private void repeat(Duration pause, Runnable look) {
        Timeline looks = new Timeline(new KeyFrame(pause, event -> {
            if (getScene() != null) {
                look.run();
            }
        }));
        looks.setCycleCount(Animation.INDEFINITE);
        looks.play();
    }

    /** Puts the keyboard into the search field. */
    void search() {
        words.requestFocus();
        words.selectAll();
    }

    /** Copies the selected request. */
    void copy(CopyForm form) {
        comparison.copy(form);
    }

    /** Offers the endpoints to replay to. */
    void replay() {
        comparison.openTargets();
    }

    private ScreenBar bar() {
        words.setPromptText("Text, tool names, ids");
        words.setAccessibleText("Search in requests and answers");
        PauseTransition typed = new PauseTransition(TYPING);
        typed.setOnFinished(event -> narrow(filter -> filter.withText(words.getText())));
        words.textProperty().addListener((property, before, now) -> typed.playFromStart());
        Label count = Words.label("", "code", "muted");
        count.textProperty().bind(model.countProperty());
        count.setMinWidth(USE_PREF_SIZE);
        HBox field = new HBox(Icon.small("mdi2m-magnify"), words, count);
        field.getStyleClass().addAll("search-field", "traffic-search");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox.setHgrow(field, Priority.ALWAYS);
        Label extent = Words.muted("");
        extent.textProperty().bind(model.extentProperty());
        extent.setTooltip(new Tooltip(app.workspace().historyFile().toString()));
        extent.setMinWidth(0);
        return new ScreenBar("Traffic").about(field, servers(), statuses(),
                toggle("Tool calls", HistoryFilter::withToolCalls),
                toggle("Slow", HistoryFilter::withSlow).tip("Took %d s or more".formatted(HistoryFilter.SLOW.toSeconds())))
                .actions(extent);
    }

    private ComboBox<String> servers() {
        ComboBox<String> choice = new ComboBox<>();
        choice.getStyleClass().add("small-control");
        choice.setAccessibleText("Server");
        choice.getItems().add(ANY_SERVER);
        choice.setValue(ANY_SERVER);
        model.servers().addListener((ListChangeListener<String>) change -> {
            String chosen = choice.getValue();
            List<String> names = new ArrayList<>(List.of(ANY_SERVER));
            names.addAll(model.servers());
            choice.getItems().setAll(names);
            choice.setValue(names.contains(chosen) ? chosen : ANY_SERVER);
        });
        choice.valueProperty().addListener((property, before, now) -> narrow(
                filter -> filter.withServer(now == null || now.equals(ANY_SERVER) ? null : now)));
        return choice;
    }

    private ComboBox<StatusClass> statuses() {
        ComboBox<StatusClass> choice = new ComboBox<>();
        choice.getStyleClass().add("small-control");
        choice.setAccessibleText("Status");
        choice.getItems().setAll(StatusClass.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(StatusClass status) {
                return status.words();
            }

            @Override
            public StatusClass fromString(String text) {
                return StatusClass.ANY;
            }
        });
        choice.setValue(StatusClass.ANY);
        choice.valueProperty().addListener((property, before, now) -> narrow(filter -> filter.withStatus(now)));
        return choice;
    }

    private interface Narrowing {
        HistoryFilter apply(HistoryFilter filter, boolean wanted);
    }

    private FilterToggle toggle(String name, Narrowing narrowing) {
        FilterToggle toggle = new FilterToggle(name);
        toggle.selectedProperty().addListener((property, before, now) -> narrow(filter -> narrowing.apply(filter, now)));
        return toggle;
    }

    private void narrow(UnaryOperator<HistoryFilter> change) {
        model.filterProperty().set(change.apply(model.filterProperty().get()));
    }

    private void showContent() {
        String problem = model.problemProperty().get();
        VBox content = new VBox();
        if (!problem.isEmpty()) {
            content.getChildren().add(Banner.warning(problem, "", null));
        }
        var main = model.emptyProperty().get() ? empty : split;
        VBox.setVgrow(main, Priority.ALWAYS);
        content.getChildren().add(main);
        setCenter(content);
    }

    /** A filter that is on or off. */
    private static final class FilterToggle extends ToggleButton {

        FilterToggle(String name) {
            super(name);
            getStyleClass().addAll("filter-toggle", "small-control");
            setMinWidth(USE_PREF_SIZE);
        }

        FilterToggle tip(String text) {
            setTooltip(new Tooltip(text));
            return this;
        }
    }
}
