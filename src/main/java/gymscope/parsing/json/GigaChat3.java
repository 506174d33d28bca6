package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.Span;
import tools.jackson.databind.JsonNode;

/**
 * {@code gigachat3}: {@code function call<|role_sep|>} and a newline, or {@code <|function_call|>}, then one call object to the end.
 * Arguments must be an object. Content is the text before {@code <|message_sep|>} or {@code <|function_call|>}; a {@code </s>} at
 * the end is dropped. Text that is not JSON after the marker makes everything content.
 */
final class GigaChat3 implements AnswerFormat {

    static final String ROLE = "function call<|role_sep|>\n";
    static final String FUNCTION = "<|function_call|>";
    static final String SEPARATOR = "<|message_sep|>";
    static final String END = "</s>";

    @Override
    public String name() {
        return "gigachat3";
    }

    @Override
    public ParsedAnswer parse(String whole, ParseRequest request) {
        int last = whole.lastIndexOf(END);
        boolean ends = last >= 0 && PythonText.skipSpace(whole, last + END.length()) == whole.length();
        String text = ends ? whole.substring(0, last) : whole;
        MarkedText marked = new MarkedText(whole);
        int call = first(text, ROLE, FUNCTION);
        if (call >= 0) {
            int start = call + (text.startsWith(ROLE, call) ? ROLE : FUNCTION).length();
            Located object = PythonJsonReader.whole(text, start, text.length(), false);
            if (object == null) {
                return marked.mark(Part.CONTENT, 0, text.length()).answer(null, text);
            }
            if (isCall(object.value())) {
                CallObject found = CallObject.of(text, object, "arguments");
                if (found == null) {
                    throw new ParserRefusal("ValidationError", "The call's name is no text.");
                }
                found.addTo(marked, new Span(call, object.end()));
            }
        }
        int contentEnd = first(text, SEPARATOR, FUNCTION);
        String content = contentEnd < 0 ? text : text.substring(0, contentEnd);
        // Where nothing separates them, vLLM gives the call's own text out as content too.
        marked.mark(Part.CONTENT, 0, contentEnd < 0 && !marked.calls().isEmpty() ? call : content.length());
        return marked.answer(null, content.isEmpty() ? null : content);
    }

    private static boolean isCall(JsonNode json) {
        return json.isObject() && json.has("name") && json.path("arguments").isObject() && !Json.object().equals(json);
    }

    /** Where the first of two markers stands, -1 when there is neither. */
    static int first(CharSequence text, String one, String other) {
        int first = text.toString().indexOf(one);
        int second = text.toString().indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new GigaChat3Stream();
    }
}
