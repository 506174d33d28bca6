package gymscope.parsing;

import java.util.List;

/** Reads one answer as it comes. For one thread. */
public interface AnswerStream {

    /**
     * Takes the next piece of text; what is known by it, in order.
     *
     * @throws ParserRefusal where vLLM's parser raises
     */
    List<AnswerDelta> push(String text);

    /** The text has ended: the rest. */
    List<AnswerDelta> finish();
}
