package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/**
 * Inkling: blocks of a kind, for reasoning, text and calls, up to {@code <|end_message|>}. A call is JSON with {@code name} and
 * {@code args}, whose text goes out as it stands.
 *
 * @param name the parser's name
 * @param use what it is asked for
 */
record Inkling(String name, Use use) implements AnswerFormat {

    /** What the parser is asked for. */
    enum Use {
        TOOL, REASONING, UNIFIED
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return new InklingStream(use, request).read(text);
    }

    @Override
    public boolean isOfEngine() {
        return true;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new InklingStream(use, request);
    }
}
