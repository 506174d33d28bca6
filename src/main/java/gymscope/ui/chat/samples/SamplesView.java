package gymscope.ui.chat.samples;

import gymscope.tokens.SampleTree;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.samples.SamplesModel.Merged;
import gymscope.ui.chat.turns.ExchangeOpener;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.TokenSurface;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The tree of samples, and below it the text up to the node that is looked at. */
public final class SamplesView extends StackPane {

    private final SamplesModel model;
    private final ExchangeOpener opener;
    private final Consumer<AnswerTurn> keep;
    private final ListView<SampleRow> tree = new ListView<>();
    private final Label sum = Words.label("", "small");
    private final Label state = Words.muted("");
    private final TokenSurface surface = new TokenSurface(TokenSurface.Size.CHAT);
    private final Label text = Words.paragraph("", "chat-text");
    private final StackPane shown = new StackPane();
    private final PaneHeader head = new PaneHeader("Up to here");
    private final Label about = Words.muted("");
    private final ActionButton keepButton;
    private final Node empty;
    private final BorderPane full = new BorderPane();
    private @Nullable AnswerTurn representative;
    private List<Integer> key = List.of();

    /**
     * @param opener opens a sample's exchange
     * @param sample samples what is written, or the last message of the conversation
     * @param keep makes a sample a branch of the conversation
     */
    public SamplesView(SamplesModel model, ExchangeOpener opener, Runnable sample, Consumer<AnswerTurn> keep) {
        this.model = model;
        this.opener = opener;
        this.keep = keep;
        getStyleClass().add("samples");
        keepButton = new ActionButton("Keep as a branch", "mdi2s-source-branch", this::keepShown).small()
                .tip("Makes the first sample through here a branch of the conversation");
        head.about(about).actions(keepButton);
        empty = new EmptyState("mdi2c-call-split", "Many answers to one prompt, as a tree",
                "Samples that begin alike share a line, with how many go through it and how much of the model's own probability"
                        + " it holds. Write a message below, or sample the last one of the conversation.",
                new ActionButton("Sample the last message", "mdi2p-play", sample));
        tree.getStyleClass().add("sample-tree");
        tree.setItems(model.rows());
        tree.setCellFactory(any -> new SampleCell(model::toggle));
        tree.getSelectionModel().selectedItemProperty().subscribe(this::look);
        tree.setOnKeyPressed(event -> {
            SampleRow row = tree.getSelectionModel().getSelectedItem();
            boolean turns = (event.getCode() == KeyCode.LEFT && row != null && !row.folded())
                    || (event.getCode() == KeyCode.RIGHT && row != null && row.folded());
            if (turns && row.parts()) {
                int place = tree.getSelectionModel().getSelectedIndex();
                model.toggle(row);
                tree.getSelectionModel().select(place);
                event.consume();
            }
        });
        full.setTop(top());
        full.setCenter(tree);
        full.setBottom(bottom());
        getChildren().addAll(full, empty);
        model.mergedProperty().subscribe(this::show);
        model.rows().addListener((ListChangeListener<SampleRow>) change -> Platform.runLater(this::selectAgain));
    }

    private VBox top() {
        HBox facts = new HBox(sum, Words.space(), state);
        facts.getStyleClass().add("sample-facts");
        HBox names = new HBox(Words.label("Samples", "sample-count"), Words.label("Share", "sample-track"),
                Words.label("Mass p", "sample-mass"), Words.label("Text", "sample-text"));
        names.getStyleClass().add("sample-head");
        return new VBox(facts, names);
    }

    private VBox bottom() {
        ScrollPane scroll = new ScrollPane(shown);
        shown.getStyleClass().add("sample-shown");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("conversation", "sample-scroll");
        VBox bottom = new VBox(head, scroll);
        bottom.getStyleClass().add("sample-bottom");
        return bottom;
    }

    private void show(Merged merged) {
        boolean nothing = merged.asked() == 0;
        empty.setVisible(nothing);
        full.setVisible(!nothing);
        SampleTree samples = merged.tree();
        int distinct = leaves(samples.root());
        Double covered = samples.covered();
        sum.setText(samples.samples() == 0
                ? "No sample is whole yet."
                : "%s, %s different.%s".formatted(Figures.count(samples.samples(), "sample", "samples"), Figures.count(distinct),
                        merged.words()
                                ? " The endpoint tells no tokens: parted by words, without mass."
                                : covered == null
                                        ? ""
                                        : " Together they hold %s of the model's probability."
                                                .formatted(covered < 0.001
                                                        ? "under 0.1 %"
                                                        : Figures.decimal(covered * 100, 1) + " %")));
        int left = merged.asked() - samples.samples() - merged.failed();
        String failed = merged.failed() == 0 ? "" : "%d failed".formatted(merged.failed());
        state.setText(String.join(", ", List.of(left > 0 ? "%d to come".formatted(left) : "", failed, merged.note()).stream()
                .filter(words -> !words.isEmpty()).toList()));
    }

    private static int leaves(SampleTree.Node node) {
        return (node.ended() > 0 ? 1 : 0) + node.children().stream().mapToInt(SamplesView::leaves).sum();
    }

    /** The line that was selected before the tree grew, else the first. */
    private void selectAgain() {
        if (!tree.getSelectionModel().isEmpty() || model.rows().isEmpty()) {
            return;
        }
        List<Integer> wanted = key;
        int place = 0;
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).key().equals(wanted)) {
                place = i;
            }
        }
        tree.getSelectionModel().select(place);
    }

    private void look(@Nullable SampleRow row) {
        if (row == null) {
            return;
        }
        representative = row.first();
        key = row.key();
        boolean words = model.mergedProperty().get().words();
        if (words) {
            text.setText(row.prefix().text());
            shown.getChildren().setAll(text);
        } else {
            surface.setTrace(row.prefix());
            shown.getChildren().setAll(surface);
        }
        about.setText("%s, %s".formatted(
                Figures.count(row.prefix().size(), words ? "word" : "token", words ? "words" : "tokens"),
                row.node().ended() == row.node().count()
                        ? "the end"
                        : Figures.count(Math.max(1, row.node().children().size()), "way on", "ways on")));
        opener.offer(row.first());
    }

    private void keepShown() {
        if (representative != null) {
            keep.accept(representative);
        }
    }
}
