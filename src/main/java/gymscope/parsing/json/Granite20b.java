package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;

/**
 * {@code granite-20b-fc}: {@code <function_call>} and one JSON object, repeated. Content is the text before the first call; text
 * after an object is lost. One call that cannot be read makes the whole text content.
 */
final class Granite20b implements AnswerFormat {

    static final String OPEN = "<function_call>";

    @Override
    public String name() {
        return "granite-20b-fc";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int first = text.indexOf(OPEN);
        if (first < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text).mark(Part.CONTENT, 0, first);
        int at = first;
        while (at >= 0) {
            int start = PythonText.skipSpace(text, at + OPEN.length());
            int next = text.indexOf(OPEN, start);
            Located object = PythonJsonReader.first(text, start, next < 0 ? text.length() : next);
            CallObject call = object == null ? null : CallObject.of(text, object, "arguments");
            if (call == null) {
                return MarkedText.content(text);
            }
            call.addTo(marked, new Span(at, call.object().end()));
            at = next;
        }
        return marked.answer(null, first == 0 ? null : text.substring(0, first));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new CallSequenceStream(OPEN, false);
    }
}
