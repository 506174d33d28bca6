package gymscope.parsing.python;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * {@code functiongemma}: {@code <start_function_call>call:NAME{key:<escape>value<escape>,…}<end_function_call>}. Only escaped values
 * are read, each as JSON where it is JSON, else as text; the last end marker may be missing. Content is the text before the first
 * call, stripped.
 */
final class FunctionGemma implements AnswerFormat {

    static final String OPEN = "<start_function_call>";
    static final String CALL = "call:";
    static final String CLOSE = "}<end_function_call>";
    static final String ESCAPE = "<escape>";

    @Override
    public String name() {
        return "functiongemma";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        int first = text.indexOf(OPEN);
        int at = first;
        while (at >= 0) {
            int brace = nameEnd(text, at);
            int end = at + 1;
            if (brace >= 0) {
                int close = text.indexOf(CLOSE, brace + 1);
                int argumentsEnd = close < 0 ? text.length() : close;
                end = close < 0 ? text.length() : close + CLOSE.length();
                marked.mark(Part.TOOL_NAME, at + OPEN.length() + CALL.length(), brace)
                        .mark(Part.TOOL_ARGUMENTS, brace + 1, argumentsEnd)
                        .call(text.substring(at + OPEN.length() + CALL.length(), brace),
                                PythonJson.write(arguments(text, brace + 1, argumentsEnd)), new Span(at, end));
            }
            at = text.indexOf(OPEN, end);
        }
        if (marked.calls().isEmpty()) {
            return MarkedText.content(text);
        }
        String content = PythonText.strip(text.substring(0, first));
        int start = PythonText.skipSpace(text, 0);
        return marked.mark(Part.CONTENT, start, start + content.length()).answer(null, content.isEmpty() ? null : content);
    }

    /** Where the brace after the name stands, -1 when there is no call with a name. */
    static int nameEnd(CharSequence text, int open) {
        int start = open + OPEN.length() + CALL.length();
        if (text.length() < start || !CALL.contentEquals(text.subSequence(start - CALL.length(), start))) {
            return -1;
        }
        int at = start;
        while (at < text.length() && PythonTokens.isWordPart(text.charAt(at), true)) {
            at++;
        }
        return at > start && at < text.length() && text.charAt(at) == '{' ? at : -1;
    }

    private static ObjectNode arguments(String text, int start, int end) {
        ObjectNode arguments = Json.object();
        Escaped value = Escaped.next(text, start, end);
        while (value != null) {
            arguments.set(value.key(), value.value());
            value = Escaped.next(text, value.end(), end);
        }
        return arguments;
    }

    /**
     * An argument.
     *
     * @param key its name
     * @param value its value
     * @param end the character after it
     */
    record Escaped(String key, JsonNode value, int end) {

        /** The first argument from a place on, null when none is whole. */
        static @Nullable Escaped next(String text, int from, int end) {
            int escape = text.indexOf(":" + ESCAPE, from);
            while (escape >= 0 && escape < end) {
                int start = escape + 1 + ESCAPE.length();
                int close = text.indexOf(ESCAPE, start);
                int key = escape;
                while (key > from && PythonTokens.isWordPart(text.charAt(key - 1), true)) {
                    key--;
                }
                if (close < 0 || close + ESCAPE.length() > end) {
                    return null;
                }
                if (key < escape) {
                    return new Escaped(text.substring(key, escape), value(text.substring(start, close)),
                            close + ESCAPE.length());
                }
                escape = text.indexOf(":" + ESCAPE, escape + 1);
            }
            return null;
        }

        private static JsonNode value(String text) {
            Located json = PythonJsonReader.whole(text, 0, text.length());
            return json == null ? StringNode.valueOf(text) : json.value();
        }
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new FunctionGemmaStream();
    }
}
