package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.TurnDrafts;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.Words;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What the user said, and the place to say it otherwise. */
public final class UserView extends StackPane implements TurnView {

    private final TurnActions actions;
    private final UserTurn turn;
    private final BranchLine branches;

    public UserView(TurnActions actions, UserTurn turn) {
        this.actions = actions;
        this.turn = turn;
        this.branches = new BranchLine(actions, turn);
        getStyleClass().add("chat-turn");
        String draft = actions.draft(turn, TurnDrafts.TEXT);
        if (draft.isEmpty()) {
            showText();
        } else {
            showEditor(draft);
        }
    }

    @Override
    public void branchesChanged() {
        branches.update();
    }

    private void close() {
        actions.keepDraft(turn, TurnDrafts.TEXT, "");
        showText();
    }

    private void showText() {
        VBox said = new VBox();
        said.getStyleClass().add("said");
        if (!turn.text().isEmpty()) {
            said.getChildren().add(Words.paragraph(turn.text(), "chat-text"));
        }
        ImageStrip images = new ImageStrip();
        images.show(turn.images(), null);
        said.getChildren().addAll(images, branches);
        getChildren().setAll(new ChatRow(ChatRow.Role.USER, said,
                new IconButton("mdi2p-pencil-outline", "Edit and send as a branch", () -> showEditor(turn.text())).small()));
    }

    private void showEditor(String draft) {
        TurnEditor editor = new TurnEditor(draft, "Send as a branch", "What was said before stays as a branch.",
                text -> actions.keepDraft(turn, TurnDrafts.TEXT, text), text -> {
                    close();
                    actions.edit(turn, text, turn.images());
                }, this::close);
        getChildren().setAll(new ChatRow(ChatRow.Role.USER, editor));
        editor.requestFocus();
    }
}
