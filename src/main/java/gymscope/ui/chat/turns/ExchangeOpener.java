package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.AnswerTurn;

/** Where an answer's exchange is looked at. */
public interface ExchangeOpener {

    /** Shows the exchange, and the place that it is shown in. */
    void open(AnswerTurn turn);

    /** Shows the exchange if that place is open. */
    void offer(AnswerTurn turn);
}
