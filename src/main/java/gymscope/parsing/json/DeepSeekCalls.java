package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.wire.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code deepseek_v3} and {@code deepseek_v31}: calls between special markers, arguments as they are written. The arguments must
 * stand on one line: of others nothing is found, though tools count as called. V3 has the word {@code function} before the name,
 * any other makes everything content, and a code fence around the arguments. Content is the text before the block.
 *
 * @param name the parser's name
 * @param fenced whether the form is that of V3
 */
record DeepSeekCalls(String name, boolean fenced) implements AnswerFormat {

    static final String BLOCK = "<｜tool▁calls▁begin｜>";
    static final String BLOCK_END = "<｜tool▁calls▁end｜>";
    static final String CALL = "<｜tool▁call▁begin｜>";
    static final String CALL_END = "<｜tool▁call▁end｜>";
    static final String SEPARATOR = "<｜tool▁sep｜>";
    static final String FENCE = "```json\n";
    private static final String FENCE_END = "\n```";
    private static final String TYPE = "function";

    /** A call's stretches. */
    private record Found(Span type, Span name, Span arguments, int end) {}

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int block = text.indexOf(BLOCK);
        if (block < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text).mark(Part.CONTENT, 0, block);
        int call = text.indexOf(CALL);
        while (call >= 0) {
            Found found = fenced ? fenced(text, call + CALL.length()) : plain(text, call + CALL.length());
            if (found == null) {
                call = text.indexOf(CALL, call + 1);
                continue;
            }
            if (fenced && !text.substring(found.type.start(), found.type.end()).equals(TYPE)) {
                return MarkedText.content(text);
            }
            if (call >= block) {
                marked.mark(Part.TOOL_NAME, found.name).mark(Part.TOOL_ARGUMENTS, found.arguments);
            }
            marked.call(text.substring(found.name.start(), found.name.end()),
                    text.substring(found.arguments.start(), found.arguments.end()), new Span(call, found.end));
            call = text.indexOf(CALL, found.end);
        }
        return marked.answer(null, block == 0 ? null : text.substring(0, block), true);
    }

    /** {@code function<sep>name}, a fence, one line, the end of the fence. */
    private static @Nullable Found fenced(String text, int start) {
        int nameEnd = text.indexOf('\n', start);
        int separator = nameEnd < 0 ? -1 : text.lastIndexOf(SEPARATOR, nameEnd - SEPARATOR.length());
        int arguments = nameEnd + 1 + FENCE.length();
        if (separator < start || !text.startsWith(FENCE, nameEnd + 1)) {
            return null;
        }
        int end = text.indexOf('\n', arguments);
        return end < 0 || !text.startsWith(FENCE_END + CALL_END, end)
                ? null
                : new Found(new Span(start, separator), new Span(separator + SEPARATOR.length(), nameEnd),
                        new Span(arguments, end), end + FENCE_END.length() + CALL_END.length());
    }

    /** {@code name<sep>arguments} on one line. */
    private static @Nullable Found plain(String text, int start) {
        int separator = text.indexOf(SEPARATOR, start);
        int arguments = separator + SEPARATOR.length();
        int end = separator < 0 ? -1 : text.indexOf(CALL_END, arguments);
        if (end < 0) {
            return null;
        }
        int newline = text.indexOf('\n', start);
        return newline >= 0 && newline < end
                ? null
                : new Found(new Span(start, start), new Span(start, separator), new Span(arguments, end),
                        end + CALL_END.length());
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new DeepSeekStream(fenced);
    }
}
