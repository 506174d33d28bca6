package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import java.util.List;

/**
 * {@code jamba}: the first {@code <tool_calls>[…]</tool_calls>}; text after it is lost. Without its end, or with one call that
 * cannot be read, the whole text is content.
 */
final class Jamba implements AnswerFormat {

    static final String OPEN = "<tool_calls>";
    static final String CLOSE = "</tool_calls>";

    @Override
    public String name() {
        return "jamba";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(OPEN);
        int close = open < 0 ? -1 : text.indexOf(CLOSE, open);
        Located array = close < 0 ? null : PythonJsonReader.whole(text, open + OPEN.length(), close);
        List<CallObject> calls = array == null ? null : CallObject.all(text, array, "arguments");
        if (calls == null) {
            return MarkedText.content(text);
        }
        String before = text.substring(0, open);
        boolean none = before.isEmpty() || before.equals(" ");
        MarkedText marked = new MarkedText(text).mark(none ? Part.MARKUP : Part.CONTENT, 0, open);
        calls.forEach(call -> call.addTo(marked));
        return marked.answer(null, none ? null : before, true);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new MarkedArrayStream(OPEN, CLOSE, CallManner.comparing("arguments"), false);
    }
}
