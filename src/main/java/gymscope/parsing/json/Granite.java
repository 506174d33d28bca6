package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import java.util.List;

/**
 * {@code granite} (3.0, 3.1): the whole text is an array of calls, {@code <|tool_call|>} or {@code <tool_call>} may stand before
 * it. With any other text around the array everything is content.
 */
final class Granite implements AnswerFormat {

    static final String TOKEN = "<|tool_call|>";
    static final String STRING = "<tool_call>";

    @Override
    public String name() {
        return "granite";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int at = PythonText.skipSpace(text, 0);
        at += text.startsWith(TOKEN, at) ? TOKEN.length() : 0;
        at += text.startsWith(STRING, at) ? STRING.length() : 0;
        at = PythonText.skipSpace(text, at);
        int end = PythonText.spaceBefore(text, at, text.length());
        Located array = at < end && text.charAt(at) == '[' ? PythonJsonReader.whole(text, at, end) : null;
        List<CallObject> calls = array == null ? null : CallObject.all(text, array, "arguments");
        if (calls == null) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        calls.forEach(call -> call.addTo(marked));
        return marked.answer(null, null, true);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new GraniteStream();
    }
}
