package gymscope.ui.traffic;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.ui.inspector.CopyForm;
import gymscope.ui.shell.Endpoints.Choice;
import gymscope.ui.traffic.Comparison.Aspect;
import gymscope.wire.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The selected answer, beside it its replay or a second one that is selected. */
final class ComparisonPane extends BorderPane {

    private final TrafficModel model;
    private final BiConsumer<String, String> problem;
    private final SegmentedToggle<Aspect> aspect = new SegmentedToggle<>(List.of(Aspect.values()), Aspect::words, Aspect.TEXT);
    private final DiffList list = new DiffList();
    private final Label sentence = Words.muted("");
    private final ActionButton replay = new ActionButton("Replay to…", "mdi2r-replay", this::openTargets).small();
    private final ActionButton copy = new ActionButton("Copy as", "mdi2c-content-copy", this::openForms).small();
    private final PaneHeader header = new PaneHeader("Exchange").lead(Icon.small("mdi2c-compare-horizontal")).about(sentence)
            .actions(aspect, replay, copy);

    /**
     * @param problem tells what went wrong, and what to do
     */
    ComparisonPane(TrafficModel model, BiConsumer<String, String> problem) {
        this.model = model;
        this.problem = problem;
        getStyleClass().addAll("comparison", "line-top");
        header.getStyleClass().add("tall");
        sentence.setMinWidth(0);
        aspect.setAccessibleText("What is compared");
        aspect.valueProperty().addListener((property, before, now) -> fill());
        model.comparisonProperty().addListener((property, before, now) -> show());
        model.stillOpenProperty().addListener((property, before, now) -> show());
        show();
    }

    /** Copies the selected request in this form. */
    void copy(CopyForm form) {
        Comparison shown = model.comparisonProperty().get();
        if (shown == null) {
            return;
        }
        try {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, form.of(shown.first().exchange())));
        } catch (Fault fault) {
            problem.accept(fault.sentence(), fault.hint());
        }
    }

    private void show() {
        Comparison shown = model.comparisonProperty().get();
        replay.setDisable(shown == null);
        copy.setDisable(shown == null);
        if (shown == null) {
            setTop(null);
            String open = model.stillOpenProperty().get();
            setCenter(open.isEmpty()
                    ? new EmptyState("mdi2s-swap-horizontal", "No exchange selected",
                            "Select one to see its answer and to replay it; select two to compare them.", null)
                    : new EmptyState("mdi2p-progress-clock", "The call is open", open, null));
            return;
        }
        header.title().setText(shown.title());
        sentence.setText(shown.sentence());
        Answer second = shown.second();
        HBox sides = new HBox(side("series-a", shown.firstTitle(), shown.first()));
        sides.getStyleClass().add("comparison-sides");
        if (second != null) {
            VBox other = side("series-b", shown.secondTitle(), second);
            other.getStyleClass().add("line-left");
            sides.getChildren().add(other);
        }
        setTop(new VBox(header, sides));
        setCenter(list);
        fill();
    }

    private void fill() {
        Comparison shown = model.comparisonProperty().get();
        if (shown != null) {
            list.show(shown.rows(aspect.getValue()), shown.second() != null, aspect.getValue() == Aspect.TOKENS
                    ? "Tokens are compared where both answers tell their log probabilities or token ids."
                    : "There is nothing to show.");
        }
    }

    private static VBox side(String series, String title, Answer answer) {
        Region mark = new Region();
        mark.getStyleClass().addAll("series-mark", series);
        Label about = Words.label(answer.about(), "code", "muted");
        about.setMinWidth(0);
        HBox head = new HBox(mark, Words.label(title, "small", "medium"), about);
        head.getStyleClass().add("side-head");
        GridPane facts = new GridPane();
        facts.getStyleClass().add("side-facts");
        List<Map.Entry<String, String>> known = answer.facts();
        int half = (known.size() + 1) / 2;
        for (int i = 0; i < known.size(); i++) {
            Node name = Words.muted(known.get(i).getKey());
            Label value = Words.label(known.get(i).getValue(), "code", "side-value");
            facts.add(name, i < half ? 0 : 2, i % half);
            facts.add(value, i < half ? 1 : 3, i % half);
        }
        VBox side = new VBox(head, facts);
        side.getStyleClass().add("side");
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    /** Opens the menu of endpoints. */
    void openTargets() {
        ContextMenu menu = new ContextMenu();
        for (Choice target : model.targets()) {
            MenuItem item = new MenuItem(target.name());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> model.replay(target));
            menu.getItems().add(item);
        }
        if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem("No endpoint runs: start a server or add an endpoint");
            none.setDisable(true);
            menu.getItems().add(none);
        }
        menu.show(replay, Side.BOTTOM, 0, 4);
    }

    private void openForms() {
        ContextMenu menu = new ContextMenu();
        for (CopyForm form : CopyForm.values()) {
            MenuItem item = new MenuItem(form.words());
            item.setOnAction(event -> copy(form));
            menu.getItems().add(item);
        }
        menu.show(copy, Side.BOTTOM, 0, 4);
    }
}
