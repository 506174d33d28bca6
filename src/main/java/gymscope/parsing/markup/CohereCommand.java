package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/**
 * Command A's reasoning: thinking, calls that are left out, and a response with citations, each between markers. vLLM leaves all
 * of it to a library of Cohere's.
 *
 * @param name the parser's name
 */
record CohereCommand(String name) implements AnswerFormat {

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return new CohereStream().read(text);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new CohereStream();
    }
}
