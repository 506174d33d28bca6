package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;

/** What a reader of a conversation can do at its tool calls. */
public interface CallActions {

    /** The tools that are offered. */
    ToolsModel tools();

    /** Who answers tool calls. */
    ToolAnswering answering();

    /** What is being written at a turn: see {@link gymscope.ui.chat.conversation.TurnDrafts}. */
    String draft(Turn turn, int place);

    /** Keeps what is being written at a turn; empty forgets it. */
    void keepDraft(Turn turn, int place, String text);

    /** Answers a tool call by hand. */
    void answer(AnswerTurn turn, int call, String text);

    /** Answers a tool call otherwise: it waits again. */
    void answerAgain(AnswerTurn turn, int call);

    /** Lets the fixed answer or the environment answer the calls that wait. */
    void answerAutomatically();
}
