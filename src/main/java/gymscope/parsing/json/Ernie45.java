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
 * {@code ernie45}: {@code <tool_call>{…}</tool_call>} with white space inside. A call without an end marker is ignored, though
 * tools count as called; a missing name is empty, missing arguments are {@code {}}. Content is the text before the first call
 * without newlines at its end.
 */
final class Ernie45 implements AnswerFormat {

    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";

    @Override
    public String name() {
        return "ernie45";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int first = text.indexOf(OPEN);
        if (first < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        int open = first;
        int close = first;
        while (open >= 0 && close >= 0) {
            int start = PythonText.skipSpace(text, open + OPEN.length());
            int after = open + OPEN.length();
            if (start < text.length() && text.charAt(start) == '{') {
                close = closing(text, start + 1, Math.max(close, start));
                if (close >= 0) {
                    Located object = PythonJsonReader.whole(text, start, close);
                    CallObject call = object == null ? null : CallObject.withDefaults(text, object, "arguments");
                    if (call == null) {
                        return MarkedText.content(text);
                    }
                    after = close + CLOSE.length();
                    call.addTo(marked, new Span(open, after));
                }
            }
            open = text.indexOf(OPEN, after);
        }
        String before = text.substring(0, first);
        int end = first;
        while (end > 0 && before.charAt(end - 1) == '\n') {
            end--;
        }
        return marked.mark(Part.CONTENT, 0, end).answer(null, end == 0 ? null : before.substring(0, end), true);
    }

    /** The first end marker from a place on that follows a brace and white space; -1 when there is none. */
    private static int closing(String text, int firstBrace, int from) {
        int close = text.indexOf(CLOSE, from);
        while (close >= 0) {
            int brace = close - 1;
            while (brace >= firstBrace && PythonText.isSpace(text.charAt(brace))) {
                brace--;
            }
            if (brace >= firstBrace && text.charAt(brace) == '}') {
                return close;
            }
            close = text.indexOf(CLOSE, close + 1);
        }
        return -1;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Ernie45Stream();
    }
}
