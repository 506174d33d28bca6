package gymscope.parsing.python;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.python.PythonExpression.Call;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code olmo3}: calls on lines of their own between {@code <function_calls>} and {@code </function_calls>}, or as the whole text;
 * what stands around the markers is lost. What is not read so is content as a whole.
 */
final class Olmo3 implements AnswerFormat {

    static final String OPEN = "<function_calls>";
    static final String CLOSE = "</function_calls>";

    @Override
    public String name() {
        return "olmo3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(OPEN);
        int close = open < 0 ? -1 : text.indexOf(CLOSE, open);
        int start = close < 0 ? 0 : open + OPEN.length();
        TracedText source = list(TracedText.of(text, start, close < 0 ? text.length() : close));
        List<Call> calls = CallPattern.matches(source.text()) ? PythonCalls.of(PythonReader.first(source.text())) : null;
        MarkedText marked = new MarkedText(text);
        return calls != null && PythonCalls.add(marked, source, calls, UnaryOperator.identity())
                ? marked.answer(null, null, true)
                : MarkedText.content(text);
    }

    /** The lines as the elements of a list. */
    private static TracedText list(TracedText lines) {
        TracedText.Rewriting rewriting = new TracedText.Rewriting(lines).write("[", 0);
        String text = lines.text();
        boolean first = true;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isLineEnd(text.charAt(end))) {
                end++;
            }
            int from = Math.min(end, PythonText.skipSpace(text, at));
            int to = end;
            while (to > from && PythonText.isSpace(text.charAt(to - 1))) {
                to--;
            }
            if (to > from) {
                rewriting.write(first ? "" : ", ", from).copy(from, to);
                first = false;
            }
            at = end + 1;
        }
        return rewriting.write("]", text.length()).result();
    }

    /** Where {@code str.splitlines} ends a line. */
    static boolean isLineEnd(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Olmo3Stream();
    }
}
