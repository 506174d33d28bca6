package gymscope.ui.chat.conversation;

import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.wire.Exchange;
import java.util.List;

/**
 * What came of asking.
 *
 * @param state how it ended
 * @param exchanges what brought it, in order
 * @param remarks what the endpoint altered, ignored or refused
 * @param failure why there is no whole answer, empty when there is one
 */
public record Outcome(State state, Answer answer, List<Exchange> exchanges, List<String> remarks, String failure) {

    public Outcome {
        exchanges = List.copyOf(exchanges);
        remarks = List.copyOf(remarks);
    }
}
