package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.wire.Span;

/**
 * {@code hermes} and {@code longcat}: each call is {@code {"name", "arguments"}} between two markers, the last end marker may be
 * missing. Content is the text before the first call; text between and after calls is lost. One call that cannot be read makes
 * the whole text content.
 *
 * @param name the parser's name
 * @param open the marker before a call
 * @param close the marker after it
 */
record TaggedObjects(String name, String open, String close) implements AnswerFormat {

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int first = text.indexOf(open);
        if (first < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text).mark(Part.CONTENT, 0, first);
        int at = first;
        while (at >= 0) {
            int start = at + open.length();
            int closing = text.indexOf(close, start);
            int end = closing < 0 ? text.length() : closing;
            Located object = PythonJsonReader.whole(text, start, end);
            CallObject call = object == null ? null : CallObject.of(text, object, "arguments");
            if (call == null) {
                return MarkedText.content(text);
            }
            int after = closing < 0 ? end : end + close.length();
            call.addTo(marked, new Span(at, after));
            at = text.indexOf(open, after);
        }
        return marked.answer(null, first == 0 ? null : text.substring(0, first));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new TaggedObjectsStream(open, close);
    }
}
