package gymscope.ui.chat.turns;

import gymscope.tokens.Alternative;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** What a reader of a conversation can do at its turns. */
public interface TurnActions {

    /** The conversation with its branches. */
    ReadOnlyObjectProperty<ConversationTree<Turn>> treeProperty();

    /** The answer that is looked at, null for none. */
    ObjectProperty<@Nullable AnswerTurn> selectedProperty();

    /** The tools that are offered. */
    ToolsModel tools();

    /** Who answers tool calls. */
    ToolAnswering answering();

    /** What is being written at a turn: see {@link gymscope.ui.chat.conversation.TurnDrafts}. */
    String draft(Turn turn, int place);

    /** Keeps what is being written at a turn; empty forgets it. */
    void keepDraft(Turn turn, int place, String text);

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

    /** Answers a tool call by hand. */
    void answer(AnswerTurn turn, int call, String text);

    /** Answers a tool call otherwise, as a branch in which it waits again. */
    void answerAgain(AnswerTurn turn, int call);

    /** Lets the fixed answer or the environment answer the calls that wait. */
    void answerAutomatically();

    /** Takes another token at a place in an answer and goes on from there, as a branch beside it. */
    void continueFrom(AnswerTurn turn, int position, Alternative chosen);
}
