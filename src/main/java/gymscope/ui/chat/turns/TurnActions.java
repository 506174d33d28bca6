package gymscope.ui.chat.turns;

import gymscope.tokens.Alternative;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** What a reader of a conversation can do at its turns. */
public interface TurnActions extends CallActions {

    /** The conversation with its branches. */
    ReadOnlyObjectProperty<ConversationTree<Turn>> treeProperty();

    /** The answer that is looked at, null for none. */
    ObjectProperty<@Nullable AnswerTurn> selectedProperty();

    /** Shows the branch of a turn. */
    void choose(int id);

    /** Says a message otherwise and asks again, as a branch beside it. */
    void edit(UserTurn turn, String text, List<ImageInput> images);

    /** Puts another text in the place of an answer's, as a branch beside it. */
    void edit(AnswerTurn turn, String text);

    /** Asks for an answer once more, as a branch beside it. */
    void again(AnswerTurn turn);

    /** Asks for an answer once more without a member that the endpoint refused. */
    void againWithout(AnswerTurn turn, String member);

    /** Takes another token at a place in an answer and goes on from there, as a branch beside it. */
    void continueFrom(AnswerTurn turn, int position, Alternative chosen);
}
