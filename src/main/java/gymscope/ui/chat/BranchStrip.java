package gymscope.ui.chat;

import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.ConversationTree.Entry;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** All branches of the conversation in a row, each by the turn that makes it one. Not there while there is only one. */
final class BranchStrip extends HBox {

    private static final int SHOWN = 28;

    private final ChatModel model;
    private final HBox branches = new HBox();

    BranchStrip(ChatModel model) {
        this.model = model;
        getStyleClass().add("branch-strip");
        branches.getStyleClass().add("branch-buttons");
        ScrollPane scroll = new ScrollPane(branches);
        scroll.getStyleClass().add("branch-scroll");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Icon.small("mdi2s-source-branch"), Words.muted("Branches"), scroll);
        model.treeProperty().subscribe(this::show);
        model.streamingProperty().subscribe(streaming -> {
            branches.setDisable(streaming);
            show(model.treeProperty().get());
        });
    }

    private void show(ConversationTree<Turn> tree) {
        List<Entry<Turn>> leaves = tree.leaves();
        setVisible(leaves.size() > 1);
        setManaged(leaves.size() > 1);
        int shown = tree.leaf();
        List<Node> buttons = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            buttons.add(button(tree, leaves.get(i), i + 1, leaves.get(i).id() == shown));
        }
        branches.getChildren().setAll(buttons);
    }

    private ToggleButton button(ConversationTree<Turn> tree, Entry<Turn> leaf, int number, boolean shown) {
        Entry<Turn> made = tree.lastBranching(leaf.id());
        String gist = made.turn().gist().lines().findFirst().orElse("").strip();
        String words = gist.isEmpty() ? "…" : gist.length() > SHOWN ? gist.substring(0, SHOWN - 1) + "…" : gist;
        ToggleButton button = new ToggleButton("%d  %s".formatted(number, words));
        button.setGraphic(Icon.tiny(made.turn() instanceof AnswerTurn ? "mdi2r-robot-outline" : "mdi2a-account-outline"));
        button.setMnemonicParsing(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setSelected(shown);
        button.getStyleClass().add("branch-button");
        button.setAccessibleText("Branch %d: %s".formatted(number, gist));
        button.setTooltip(new Tooltip(gist.isEmpty() ? "Branch %d".formatted(number) : gist));
        button.setOnAction(event -> {
            button.setSelected(shown);
            model.choose(leaf.id());
        });
        return button;
    }
}
