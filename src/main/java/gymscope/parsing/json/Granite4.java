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
import org.jspecify.annotations.Nullable;

/**
 * {@code granite4}: {@code <tool_call>{…}</tool_call>}, strictly balanced, else the whole text is content. Content is all text
 * outside calls; arguments that are a string are passed on as they are.
 */
final class Granite4 implements AnswerFormat {

    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";

    @Override
    public String name() {
        return "granite4";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        StringBuilder content = new StringBuilder();
        int at = 0;
        int open = text.indexOf(OPEN);
        while (open >= 0) {
            int close = text.indexOf(CLOSE, at);
            int second = text.indexOf(OPEN, open + 1);
            CallObject call = close < open || (second >= 0 && second < close)
                    ? null
                    : callOf(text, open + OPEN.length(), close);
            if (call == null) {
                return MarkedText.content(text);
            }
            addContent(marked, content, at, open);
            at = close + CLOSE.length();
            call.mark(marked).call(call.name(), argumentText(call), new Span(open, at));
            open = second;
        }
        if (text.indexOf(CLOSE, at) >= 0) {
            return MarkedText.content(text);
        }
        addContent(marked, content, at, text.length());
        return marked.answer(null, content.isEmpty() ? null : content.toString());
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Granite4Stream();
    }

    /** The call in a stretch of text; null where vLLM raises. */
    static @Nullable CallObject callOf(String text, int start, int end) {
        Located object = PythonJsonReader.whole(text, start, end);
        CallObject call = object == null ? null : CallObject.of(text, object, "arguments");
        return call == null || call.arguments().value().isNull() ? null : call;
    }

    static String argumentText(CallObject call) {
        return call.arguments().value().isString() ? call.arguments().value().asString() : call.argumentText();
    }

    private static void addContent(MarkedText marked, StringBuilder content, int start, int end) {
        marked.mark(Part.CONTENT, start, end);
        content.append(marked.text(), start, end);
    }
}
