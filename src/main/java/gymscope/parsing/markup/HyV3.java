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
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hunyuan 3: GLM's arguments after a name and {@code <tool_sep>}, calls in {@code <tool_calls>}. With that marker tools count as
 * called and the rest of the text is lost, calls or not. A last call without its end keeps the arguments that are whole.
 */
final class HyV3 implements AnswerFormat {

    private static final String CALLS = "<tool_calls>";
    private static final String CALL = ArgumentPairStream.CALL;
    private static final String CALL_END = ArgumentPairStream.CALL_END;
    private static final String SEPARATOR = "<tool_sep>";

    @Override
    public String name() {
        return "hy_v3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int begin = text.indexOf(CALLS);
        if (begin < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        boolean isReadable = true;
        int at = 0;
        boolean isOpen = false;
        while (isReadable && !isOpen) {
            int start = text.indexOf(CALL, at);
            int separator = start < 0 ? -1 : text.indexOf(SEPARATOR, start + CALL.length());
            if (separator < 0) {
                break;
            }
            int end = text.indexOf(CALL_END, separator);
            isOpen = end < 0;
            at = isOpen ? text.length() : end + CALL_END.length();
            isReadable = addCall(marked, request, new Span(start, at), separator, isOpen ? at : end);
        }
        marked.mark(Part.CONTENT, 0, Math.min(begin, firstMark(marked, begin)));
        String content = begin == 0 ? null : text.substring(0, begin);
        return isReadable
                ? marked.answer(null, content, true)
                : new MarkedText(text).mark(Part.CONTENT, 0, begin).answer(null, content, true);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Calls(request);
    }

    /** Calls are read wherever they stand, before the block too. */
    private static int firstMark(MarkedText marked, int begin) {
        return marked.calls().stream().mapToInt(call -> call.span() == null ? begin : call.span().start()).min().orElse(begin);
    }

    private static boolean addCall(MarkedText marked, ParseRequest request, Span span, int separator, int end) {
        Span nameSpan = new Span(span.start() + CALL.length(), separator);
        String tool = PythonText.strip(marked.text().substring(nameSpan.start(), nameSpan.end()));
        ObjectNode properties = ToolSchema.properties(request, tool);
        for (JsonNode property : properties) {
            if (!LooseTypes.areReadable(property)) {
                return false;
            }
        }
        marked.mark(Part.TOOL_NAME, nameSpan);
        ObjectNode arguments = ArgumentPairs.read(marked, separator + SEPARATOR.length(), end, UnaryOperator.identity(),
                (key, value) -> LooseTypes.value(value, properties.path(key)));
        marked.call(tool, PythonJson.write(arguments), span);
        return true;
    }

    private static final class Calls extends ArgumentPairStream {

        private final ParseRequest request;
        private boolean begun;

        Calls(ParseRequest request) {
            this.request = request;
        }

        @Override
        boolean outside() {
            if (!begun) {
                int begin = find(CALLS);
                content(begin < 0 ? safeEnd(List.of(CALLS)) : begin);
                begun = begin >= 0;
                skip(begun ? begin + CALLS.length() : at());
            }
            int start = begun ? find(CALL) : -1;
            int end = begun && start < 0 ? safeEnd(List.of(CALL)) : start;
            skip(Math.max(at(), end));
            return start >= 0;
        }

        @Override
        int nameEnd() {
            return find(SEPARATOR);
        }

        @Override
        int argumentsStart(int nameEnd) {
            return nameEnd + SEPARATOR.length();
        }

        @Override
        boolean isText(String tool, String argument) {
            return LooseTypes.isOnlyText(ToolSchema.property(request, tool, argument));
        }

        @Override
        JsonNode value(String tool, String argument, String text) {
            return LooseTypes.value(text, ToolSchema.property(request, tool, argument));
        }
    }
}
