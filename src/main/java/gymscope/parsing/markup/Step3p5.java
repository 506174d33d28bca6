package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/**
 * Step 3.5: {@code function} and {@code parameter} elements, whose arguments go out piece by piece as JSON text, whole or not: a text
 * that ends in a call has the arguments so far. Text after calls goes out when the next call has ended; after the last one, and
 * after a function without {@code <tool_call>}, it is lost.
 */
final class Step3p5 implements AnswerFormat {

    @Override
    public String name() {
        return "step3p5";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return new Step3p5Stream(request).read(text);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Step3p5Stream(request);
    }
}
