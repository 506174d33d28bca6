package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/**
 * Command A: thinking, a JSON list of actions, and a response with citations, each between markers. vLLM leaves all of it to a
 * library of Cohere's; the tool parser yields reasoning too.
 *
 * @param name the parser's name
 * @param readsCalls whether actions are calls; else they are left out
 */
record CohereCommand(String name, boolean readsCalls) implements AnswerFormat {

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return new CohereStream(readsCalls).read(text);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new CohereStream(readsCalls);
    }
}
