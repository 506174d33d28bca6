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
import gymscope.wire.Span;

/**
 * {@code internlm}: one {@code <|action_start|><|plugin|>{…}<|action_end|>}; a second one, broken JSON and a missing name are
 * errors. Text after the call is lost.
 */
final class InternLm implements AnswerFormat {

    static final String OPEN = "<|action_start|><|plugin|>";
    static final String CLOSE = "<|action_end|>";

    @Override
    public String name() {
        return "internlm";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(OPEN);
        if (open < 0) {
            return MarkedText.content(text);
        }
        int start = open + OPEN.length();
        if (text.indexOf(OPEN, start) >= 0) {
            throw new ParserRefusal("ValueError", "There is more than one %s.".formatted(OPEN));
        }
        int close = text.indexOf(CLOSE, start);
        int end = close < 0 ? text.length() : close;
        CallObject call = callOf(text, start, end);
        MarkedText marked = new MarkedText(text).mark(Part.CONTENT, 0, open);
        call.addTo(marked, new Span(open, close < 0 ? end : end + CLOSE.length()));
        return marked.answer(null, open == 0 ? null : text.substring(0, open));
    }

    /**
     * The call between the markers.
     *
     * @throws ParserRefusal where vLLM raises
     */
    static CallObject callOf(String text, int start, int end) {
        int brace = text.indexOf('{', start);
        int from = brace >= 0 && brace < end ? brace : Math.max(start, end - 1);
        Located object = PythonJsonReader.whole(text, from, end);
        if (object == null) {
            throw new ParserRefusal("JSONDecodeError", "The text after %s is not JSON.".formatted(OPEN));
        }
        if (!object.value().isObject()) {
            throw new ParserRefusal("TypeError", "The JSON after %s is no object.".formatted(OPEN));
        }
        if (!object.value().has("name")) {
            throw new ParserRefusal("KeyError", "The call has no name.");
        }
        CallObject call = CallObject.withDefaults(text, object, "parameters", "arguments");
        if (call == null) {
            throw new ParserRefusal("ValidationError", "The call's name is no text.");
        }
        return call;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new InternLmStream();
    }
}
