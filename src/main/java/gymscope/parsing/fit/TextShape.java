package gymscope.parsing.fit;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a text writes its calls, at first sight.
 *
 * @param marker the first marker of a call, null when there is none
 * @param body what follows it, in words
 */
record TextShape(@Nullable String marker, String body) {

    /** Texts that begin calls in some format, longer ones before those that they begin with. */
    static final List<String> MARKERS = List.of("<|tool_calls_section_begin|>", "<|tool_call_begin|>", "<｜tool▁calls▁begin｜>",
            "<｜tool▁call▁begin｜>", "<｜tool_calls_begin｜>", "<｜DSML｜function_calls>", "<｜DSML｜tool_calls>",
            "<minimax:tool_call>", "]<]minimax[>[<tool_call>", "<seed:tool_call>", "<longcat_tool_call>", "<dots_function_call>",
            "<atem:function_calls>", "<atem:invoke", "<|open|>tools<|sep|>", "<|content_invoke_tool_json|>",
            "<start_function_call>", "<|tool_call_start|>", "<|tools_prefix|>", "<|START_ACTION|>", "<|action_start|>",
            "<|tool_call>", "<|tool_call|>", "<|function_call|>", "<|python_tag|>", "<|channel|>", "<function_calls>",
            "<function_call>", "<tool_calls>", "<tool_call>", "<function=", "<function name=", "[TOOL_CALLS]", "functools[");

    /** Texts around reasoning. */
    static final List<String> THOUGHTS = List.of("<think>", "</think>", "<seed:think>", "</seed:think>", "<mm:think>",
            "</mm:think>", "[THINK]", "[/THINK]", "<|START_THINKING|>", "<|END_THINKING|>", "<|channel>thought");

    static TextShape of(String text) {
        Span first = first(text, MARKERS);
        if (first != null) {
            return new TextShape(text.substring(first.start(), first.end()), body(text, first.end()));
        }
        String body = body(text, 0);
        return new TextShape(null, body.equals("text") ? "text without calls" : body);
    }

    /** Where the first of the markers stands, null when none does. */
    static @Nullable Span first(String text, List<String> markers) {
        Span first = null;
        for (String marker : markers) {
            int found = text.indexOf(marker);
            if (found >= 0 && (first == null || found < first.start())) {
                first = new Span(found, found + marker.length());
            }
        }
        return first;
    }

    /** In words, as the beginning of a line. */
    String words() {
        String what = Character.toUpperCase(body.charAt(0)) + body.substring(1);
        return marker == null ? what : what + " inside " + marker;
    }

    /** In words, as an object of a sentence. */
    String inSentence() {
        boolean isUncountable = body.endsWith("text") || body.equals("markup") || body.endsWith("calls");
        String article = isUncountable ? "" : body.startsWith("invoke") ? "an " : "a ";
        return article + body + (marker == null ? "" : " inside " + marker);
    }

    private static String body(String text, int from) {
        int start = PythonText.skipSpace(text, from);
        if (start >= text.length()) {
            return "no text";
        }
        if (text.startsWith("<function=", start)) {
            return "function element";
        }
        if (text.startsWith("<invoke", start) || text.startsWith("<｜DSML｜invoke", start)) {
            return "invoke element";
        }
        return switch (text.charAt(start)) {
            case '{' -> text.startsWith("'", PythonText.skipSpace(text, start + 1)) ? "Python dict" : "JSON body";
            case '[' -> list(text, PythonText.skipSpace(text, start + 1));
            case '<' -> "markup";
            default -> "text";
        };
    }

    private static String list(String text, int start) {
        return start < text.length() && text.charAt(start) == '{' ? "JSON list" : "list of calls in Python";
    }
}
