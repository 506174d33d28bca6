package gymscope.ui.chat;

import gymscope.ui.controls.Words;
import javafx.scene.layout.StackPane;

/** What the user said. */
final class UserView extends StackPane {

    UserView(UserTurn turn) {
        getStyleClass().add("chat-turn");
        getChildren().add(new ChatRow(ChatRow.Role.USER, Words.paragraph(turn.text(), "chat-text")));
    }
}
