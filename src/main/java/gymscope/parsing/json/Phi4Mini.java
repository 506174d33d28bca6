package gymscope.parsing.json;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import java.util.List;

/**
 * {@code phi4_mini_json}: what stands between {@code functools[} and the first {@code ]} is the inside of an array of calls; all
 * other text is lost. Where that is no JSON, as with an array among the arguments, everything is lost.
 */
final class Phi4Mini implements AnswerFormat {

    private static final String OPEN = "functools[";

    @Override
    public String name() {
        return "phi4_mini_json";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(OPEN);
        int close = open < 0 ? -1 : text.indexOf(']', open);
        if (close < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        Located array = PythonJsonReader.whole(text, open + OPEN.length() - 1, close + 1);
        if (array != null) {
            List<CallObject> calls = CallObject.all(text, array, "arguments", "parameters");
            if (calls == null) {
                return MarkedText.content(text);
            }
            calls.forEach(call -> call.addTo(marked));
        }
        return marked.answer(null, null, true);
    }

    /** vLLM's parser gives nothing out in a stream, neither calls nor content. */
    @Override
    public AnswerStream stream(ParseRequest request) {
        return new AnswerStream() {
            @Override
            public List<AnswerDelta> push(String text) {
                return List.of();
            }

            @Override
            public List<AnswerDelta> finish() {
                return List.of();
            }
        };
    }
}
