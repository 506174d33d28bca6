package gymscope.parsing.python;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.python.PythonExpression.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code lfm2}: {@code <|tool_call_start|>[…]<|tool_call_end|>}, a Python list of calls, repaired where it is not Python
 * ({@link PythonRepairs}); the end marker may be missing. Content is the text before and after, stripped, with a newline between;
 * text up to a further end marker counts as an echo and is dropped.
 */
final class Lfm2 implements AnswerFormat {

    static final String OPEN = "<|tool_call_start|>";
    static final String CLOSE = "<|tool_call_end|>";

    /** A list of calls with the text in which its expressions stand. */
    record Calls(TracedText source, List<Call> calls) {}

    @Override
    public String name() {
        return "lfm2";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(OPEN);
        if (open < 0) {
            return MarkedText.content(text);
        }
        int start = open + OPEN.length();
        int close = text.indexOf(CLOSE, start);
        Calls calls = calls(TracedText.of(text, start, close < 0 ? text.length() : close));
        MarkedText marked = new MarkedText(text);
        if (calls == null || !PythonCalls.add(marked, calls.source(), calls.calls(), PythonRepairs::originalName)) {
            return MarkedText.content(text);
        }
        String before = stripped(marked, 0, open);
        int echo = close < 0 ? -1 : text.lastIndexOf(CLOSE);
        String after = close < 0 ? "" : stripped(marked, echo + CLOSE.length(), text.length());
        String content = before.isEmpty() || after.isEmpty() ? before + after : before + "\n" + after;
        return marked.answer(null, content.isEmpty() ? null : content);
    }

    /** The calls between the markers, null where they are not read. */
    static @Nullable Calls calls(TracedText inside) {
        String text = inside.text();
        int start = PythonText.skipSpace(text, 0);
        int end = Math.max(start, PythonText.stripTrailing(text).length());
        if (start == end || text.charAt(start) != '[' || text.charAt(end - 1) != ']') {
            return null;
        }
        TracedText source = inside.part(start, end);
        PythonExpression expression = PythonReader.first(source.text());
        if (expression == null) {
            for (TracedText candidate : PythonRepairs.candidates(source)) {
                source = candidate;
                expression = PythonReader.first(candidate.text());
                if (expression != null) {
                    break;
                }
            }
        }
        List<Call> calls = PythonCalls.of(expression);
        return calls == null || calls.isEmpty() ? null : new Calls(source, calls);
    }

    private static String stripped(MarkedText marked, int start, int end) {
        int from = Math.min(end, PythonText.skipSpace(marked.text(), start));
        String text = PythonText.stripTrailing(marked.text().substring(from, end));
        marked.mark(Part.CONTENT, from, from + text.length());
        return text;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Lfm2Stream();
    }
}
