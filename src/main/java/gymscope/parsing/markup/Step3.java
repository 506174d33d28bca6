package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Step 3: a block of calls, each {@code function}, a separator and a {@code steptml:invoke} element. A parameter whose value has
 * a {@code <} is lost. A whole text needs the block's end and loses nothing around it; a stream takes calls without the word
 * {@code function} too, and gives a call without arguments none.
 */
final class Step3 implements AnswerFormat {

    private static final String BEGIN = "<｜tool_calls_begin｜>";
    private static final String END = "<｜tool_calls_end｜>";
    private static final String CALL = "<｜tool_call_begin｜>";
    private static final String CALL_END = "<｜tool_call_end｜>";
    private static final String SEPARATOR = "<｜tool_sep｜>";
    private static final Element INVOKE = new Element("<steptml:invoke name=\"", "\">");
    private static final Element PARAMETER = new Element("<steptml:parameter name=\"", "\">");
    private static final String PARAMETER_END = "</steptml:parameter>";

    @Override
    public String name() {
        return "step3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int begin = text.indexOf(BEGIN);
        int end = begin < 0 ? -1 : text.indexOf(END, begin + BEGIN.length());
        if (end < 0) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        int part = begin + BEGIN.length();
        while (part < end) {
            int next = text.indexOf(CALL, part);
            int partEnd = next < 0 || next > end ? end : next;
            int callEnd = text.indexOf(CALL_END, part);
            int separator = text.indexOf(SEPARATOR, part);
            boolean isCall = callEnd >= 0 && callEnd < partEnd && separator >= 0 && separator < callEnd
                    && PythonText.strip(text.substring(part, separator)).equals("function");
            if (isCall) {
                addCall(marked, request, part, separator + SEPARATOR.length(), callEnd);
            }
            part = partEnd == end ? end : partEnd + CALL.length();
        }
        if (marked.calls().isEmpty()) {
            return MarkedText.content(text);
        }
        String content = PythonText.strip(text.substring(0, begin) + text.substring(end + END.length()));
        marked.mark(Part.CONTENT, 0, begin).mark(Part.CONTENT, end + END.length(), text.length());
        return marked.answer(null, content.isEmpty() ? null : content);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Block(request);
    }

    private static void addCall(MarkedText marked, ParseRequest request, int part, int from, int to) {
        Span name = INVOKE.find(marked.text(), from, to);
        if (name == null) {
            return;
        }
        String tool = marked.text().substring(name.start(), name.end());
        marked.mark(Part.TOOL_NAME, name);
        ObjectNode arguments = arguments(marked.text(), from, to, tool, request, marked);
        int start = Math.max(0, part - CALL.length());
        marked.call(tool, PythonJson.write(arguments), new Span(start, to + CALL_END.length()));
    }

    private static ObjectNode arguments(String text, int from, int to, String tool, ParseRequest request,
            @Nullable MarkedText marked) {
        ObjectNode arguments = Json.object();
        for (Span name = PARAMETER.find(text, from, to); name != null;) {
            int start = name.end() + 2;
            int end = text.indexOf('<', start);
            if (end >= 0 && text.startsWith(PARAMETER_END, end) && end + PARAMETER_END.length() <= to) {
                String key = text.substring(name.start(), name.end());
                arguments.set(key, value(PythonText.strip(text.substring(start, end)), ToolSchema.type(request, tool, key)));
                if (marked != null) {
                    marked.mark(Part.TOOL_ARGUMENTS, start, end);
                }
            }
            name = PARAMETER.find(text, start, to);
        }
        return arguments;
    }

    private static JsonNode value(String text, @Nullable String type) {
        JsonNode value = switch (type) {
            case "integer" -> ToolSchema.integer(text);
            case "number" -> ToolSchema.real(text);
            case "boolean" -> ToolSchema.truth(text);
            case "null" -> text.equalsIgnoreCase("null") ? NullNode.getInstance() : null;
            case null, default -> null;
        };
        return Element.orText(value, text);
    }

    private static final class Block extends WalkedStream {

        private enum State {
            BEFORE, BETWEEN, CALL, AFTER
        }

        private final ParseRequest request;
        private State state = State.BEFORE;
        private int callStart;
        private @Nullable String tool;

        Block(ParseRequest request) {
            this.request = request;
        }

        @Override
        protected boolean step() {
            return switch (state) {
                case BEFORE -> before();
                case BETWEEN -> between();
                case CALL -> call();
                case AFTER -> {
                    content(length());
                    yield false;
                }
            };
        }

        private boolean before() {
            int begin = find(BEGIN);
            content(begin < 0 ? safeEnd(List.of(BEGIN)) : begin);
            if (begin >= 0) {
                skip(begin + BEGIN.length());
                state = State.BETWEEN;
            }
            return begin >= 0;
        }

        private boolean between() {
            while (at() < length() && PythonText.isSpace(charAt(at()))) {
                skip(at() + 1);
            }
            if (isAt(END)) {
                skip(at() + END.length());
                state = State.AFTER;
                return true;
            }
            if (isAt(CALL)) {
                callStart = at();
                skip(at() + CALL.length());
                tool = null;
                state = State.CALL;
                return true;
            }
            return false;
        }

        private boolean call() {
            int end = find(CALL_END);
            if (tool == null && (end >= 0 || find(INVOKE.after()) >= 0)) {
                String body = text(at(), end < 0 ? length() : end);
                Span name = INVOKE.find(body, 0, body.length());
                if (name != null) {
                    tool = body.substring(name.start(), name.end());
                    startCall(tool, callStart, new Span(at() + name.start(), at() + name.end()));
                }
            }
            if (end < 0) {
                return false;
            }
            if (tool == null) {
                return false;
            }
            ObjectNode arguments = arguments(text(at(), end), 0, end - at(), tool, request, null);
            if (!arguments.isEmpty()) {
                out().arguments(PythonJson.write(arguments), at());
            }
            skip(end + CALL_END.length());
            endCall(at());
            state = State.BETWEEN;
            return true;
        }
    }
}
