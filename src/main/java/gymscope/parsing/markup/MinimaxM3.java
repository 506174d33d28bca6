package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/**
 * MiniMax M3: one block of {@code invoke} elements whose arguments are elements too, every tag after a marker of its own. Text after
 * the block is lost. A block that is malformed, or has no end, makes a whole text content.
 */
final class MinimaxM3 implements AnswerFormat {

    @Override
    public String name() {
        return "minimax_m3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MinimaxM3Stream stream = new MinimaxM3Stream(request);
        ParsedAnswer answer = stream.read(text);
        return stream.isMalformed() ? MarkedText.content(text) : answer;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new MinimaxM3Stream(request);
    }
}
