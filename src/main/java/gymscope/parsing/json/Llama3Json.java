package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;

/**
 * {@code llama3_json} and {@code llama4_json}: JSON objects with name and {@code arguments} or {@code parameters} anywhere in the
 * text; other text between them is lost. Any brace that begins no such object makes the whole text content. A brace right after
 * an object is skipped, as vLLM does.
 *
 * @param name the parser's name
 */
record Llama3Json(String name) implements AnswerFormat {

    private static final String TAG = "<|python_tag|>";

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        int at = text.indexOf('{');
        while (at >= 0) {
            Located object = PythonJsonReader.first(text, at, text.length());
            CallObject call = object == null ? null : CallObject.of(text, object, "arguments", "parameters");
            if (call == null) {
                return MarkedText.content(text);
            }
            call.addTo(marked);
            at = text.indexOf('{', call.object().end() + 1);
        }
        return marked.calls().isEmpty() ? MarkedText.content(text) : marked.answer(null, null);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new CallSequenceStream(TAG, true);
    }
}
