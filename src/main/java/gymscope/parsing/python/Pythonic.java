package gymscope.parsing.python;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.python.PythonExpression.Call;
import gymscope.wire.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code pythonic} and {@code llama4_pythonic}: the whole text is a Python list of calls, else it is content. Llama 4 may put
 * {@code <|python_start|>} before it; that marker and all {@code <|python_end|>} are then taken out first, of the content too.
 *
 * @param name the parser's name
 * @param llama whether the markers are known
 */
record Pythonic(String name, boolean llama) implements AnswerFormat {

    static final String START = "<|python_start|>";
    static final String END = "<|python_end|>";

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        boolean marked = llama && text.startsWith(START);
        TracedText source = marked ? withoutMarkers(text) : TracedText.of(text, 0, text.length());
        MarkedText result = new MarkedText(text);
        List<Call> calls = CallPattern.matches(source.text()) ? PythonCalls.of(PythonReader.first(source.text())) : null;
        if (calls != null && PythonCalls.add(result, source, calls, UnaryOperator.identity())) {
            return result.answer(null, null, true);
        }
        if (!marked) {
            return MarkedText.content(text);
        }
        Span content = source.origin(new Span(0, source.text().length()));
        return new MarkedText(text).mark(Part.CONTENT, content).answer(null, source.text());
    }

    private static TracedText withoutMarkers(String text) {
        TracedText.Rewriting rewriting = new TracedText.Rewriting(TracedText.of(text, 0, text.length()));
        int at = START.length();
        int end = text.indexOf(END, at);
        while (end >= 0) {
            rewriting.copy(at, end);
            at = end + END.length();
            end = text.indexOf(END, at);
        }
        return rewriting.copy(at, text.length()).result();
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new PythonicStream(llama);
    }
}
