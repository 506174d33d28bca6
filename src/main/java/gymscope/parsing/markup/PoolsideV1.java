package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Laguna: GLM's calls. Values of string arguments stay as they are, others are JSON or Python literals. A whole text loses what
 * stands between and after calls; a stream gives it out, and gives calls only when the request has tools.
 */
final class PoolsideV1 implements AnswerFormat {

    private static final String CALL = ArgumentPairStream.CALL;
    private static final String CALL_END = ArgumentPairStream.CALL_END;

    @Override
    public String name() {
        return "poolside_v1";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        int first = text.indexOf(CALL);
        int start = first;
        while (start >= 0) {
            int end = text.indexOf(CALL_END, start);
            if (end < 0) {
                break;
            }
            addCall(marked, start, end, request);
            start = text.indexOf(CALL, end);
        }
        if (marked.calls().isEmpty()) {
            return MarkedText.content(text);
        }
        boolean isBlank = PythonText.isBlank(text.substring(0, first));
        return marked.mark(isBlank ? Part.MARKUP : Part.CONTENT, 0, first).answer(null,
                isBlank ? null : text.substring(0, first));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Calls(request);
    }

    /** The name is one line of text, and the arguments or the end follow. */
    private static void addCall(MarkedText marked, int start, int end, ParseRequest request) {
        String text = marked.text();
        for (int tag = start; tag >= 0 && tag < end; tag = text.indexOf(CALL, tag + 1)) {
            int name = PythonText.skipSpace(text, tag + CALL.length());
            int nameEnd = name;
            while (nameEnd < end && text.charAt(nameEnd) != '\n' && text.charAt(nameEnd) != '<') {
                nameEnd++;
            }
            int after = PythonText.skipSpace(text, nameEnd);
            if (nameEnd > name && (after == end || text.startsWith(ArgumentPairs.KEY, after))) {
                Span span = new Span(name, name + PythonText.stripTrailing(text.substring(name, nameEnd)).length());
                String tool = text.substring(span.start(), span.end());
                marked.mark(Part.TOOL_NAME, span);
                marked.call(tool, PythonJson.write(ArgumentPairs.read(marked, after, end, PythonText::strip,
                        (key, value) -> value(request, tool, key, value))), new Span(tag, end + CALL_END.length()));
                return;
            }
        }
    }

    private static JsonNode value(ParseRequest request, String tool, String key, String text) {
        return "string".equals(ToolSchema.type(request, tool, key))
                ? StringNode.valueOf(text)
                : ToolSchema.deserialized(PythonText.strip(text));
    }

    private static final class Calls extends ArgumentPairStream {

        private final ParseRequest request;

        Calls(ParseRequest request) {
            this.request = request;
        }

        @Override
        boolean outside() {
            boolean reads = !request.tools().isEmpty() && !request.forbidsCalls();
            int start = reads ? find(CALL) : -1;
            content(start >= 0 ? start : reads ? safeEnd(List.of(CALL)) : length());
            return start >= 0;
        }

        @Override
        int nameEnd() {
            return IntStream.of(find("\n"), find(ArgumentPairs.KEY), find(CALL_END)).filter(end -> end >= 0).min().orElse(-1);
        }

        @Override
        int argumentsStart(int nameEnd) {
            return nameEnd;
        }

        @Override
        boolean isText(String tool, String argument) {
            return "string".equals(ToolSchema.type(request, tool, argument));
        }

        @Override
        JsonNode value(String tool, String argument, String text) {
            return PoolsideV1.value(request, tool, argument, text);
        }
    }
}
