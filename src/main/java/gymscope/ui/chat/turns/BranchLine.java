package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.ConversationTree.Entry;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Under a turn that has branches beside it: which one is shown, and the way to the others. */
final class BranchLine extends HBox {

    private final TurnActions actions;
    private final Turn turn;
    private final Label words = Words.muted("");
    private final IconButton before = new IconButton("mdi2c-chevron-left", "Branch before", () -> go(-1)).small();
    private final IconButton after = new IconButton("mdi2c-chevron-right", "Branch after", () -> go(1)).small();

    BranchLine(TurnActions actions, Turn turn) {
        this.actions = actions;
        this.turn = turn;
        getStyleClass().add("branch-line");
        getChildren().addAll(Icon.small("mdi2s-source-branch"), words, before, after);
        update();
    }

    /** Shows the tree as it is now. */
    void update() {
        List<Integer> ids = siblings();
        int place = ids.indexOf(id());
        setVisible(ids.size() > 1);
        setManaged(ids.size() > 1);
        words.setText("branch %d of %d".formatted(place + 1, ids.size()));
        before.setDisable(place <= 0);
        after.setDisable(place >= ids.size() - 1);
    }

    private void go(int by) {
        List<Integer> ids = siblings();
        int place = Math.clamp(ids.indexOf(id()) + by, 0, ids.size() - 1);
        actions.choose(ids.get(place));
    }

    private int id() {
        Integer id = actions.treeProperty().get().idOf(turn);
        return id == null ? ConversationTree.START : id;
    }

    private List<Integer> siblings() {
        int id = id();
        return id == ConversationTree.START
                ? List.of()
                : actions.treeProperty().get().branchesAt(id).stream().map(Entry::id).toList();
    }
}
