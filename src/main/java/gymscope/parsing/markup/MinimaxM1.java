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
import tools.jackson.databind.node.ObjectNode;

/**
 * MiniMax M1: {@code <tool_calls>} with one JSON object a line. Blocks inside {@code <think>} are none; lines that are no call are
 * lost, and so is what follows the first block.
 */
final class MinimaxM1 implements AnswerFormat {

    private static final String START = "<tool_calls>";
    private static final String END = "</tool_calls>";
    private static final String THINK = "<think>";
    private static final String THINK_END = "</think>";

    @Override
    public String name() {
        return "minimax";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        int first = nextBlock(text, 0);
        if (first < 0) {
            return MarkedText.content(text);
        }
        for (int start = first; start >= 0;) {
            int found = text.indexOf(END, start);
            int end = found < 0 ? text.length() : found;
            addLines(marked, start + START.length(), end);
            start = found < 0 ? -1 : nextBlock(text, found + END.length());
        }
        String content = PythonText.strip(text.substring(0, first));
        return marked.mark(Part.CONTENT, 0, first).answer(null, content.isEmpty() ? null : content);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Lines();
    }

    /** The next block outside closed thinking; blocks in thinking count when they are not closed there. */
    private static int nextBlock(String text, int from) {
        int at = from;
        int think = text.indexOf(THINK, at);
        while (true) {
            int start = text.indexOf(START, at);
            int thinkEnd = think < 0 ? -1 : text.indexOf(THINK_END, think);
            if (start < 0 || think < 0 || thinkEnd < 0 || start < think) {
                return start;
            }
            int inner = start < thinkEnd ? text.indexOf(END, start) : -1;
            if (start < thinkEnd && (inner < 0 || inner > thinkEnd)) {
                return start;
            }
            at = start < thinkEnd ? inner + END.length() : thinkEnd;
            think = start < thinkEnd ? think : text.indexOf(THINK, thinkEnd);
        }
    }

    private static void addLines(MarkedText marked, int from, int to) {
        String text = marked.text();
        for (int line = from; line < to;) {
            int found = text.indexOf('\n', line);
            int end = found < 0 || found > to ? to : found;
            ObjectNode call = call(text.substring(line, end));
            if (call != null) {
                marked.mark(Part.TOOL_ARGUMENTS, line, end);
                marked.call(call.path("name").asString(""), PythonJson.write(call.get("arguments")), new Span(line, end));
            }
            line = end + 1;
        }
    }

    private static @Nullable ObjectNode call(String line) {
        String object = PythonText.strip(line);
        JsonNode json = object.startsWith("{") && object.endsWith("}") ? Json.parseOrNull(object) : null;
        return json instanceof ObjectNode call && call.path("name").isString() && call.has("arguments") ? call : null;
    }

    private static final class Lines extends WalkedStream {

        private enum State {
            TEXT, THINKING, BLOCK
        }

        private State state = State.TEXT;

        @Override
        protected boolean step() {
            return switch (state) {
                case TEXT -> text();
                case THINKING -> thinking();
                case BLOCK -> line();
            };
        }

        private boolean text() {
            int start = find(START);
            int think = find(THINK);
            boolean isThinking = think >= 0 && (start < 0 || think < start);
            int end = isThinking ? think : start;
            content(end < 0 ? safeEnd(List.of(START, THINK)) : end);
            if (end >= 0 && !isThinking) {
                skip(end + START.length());
            }
            state = end < 0 ? state : isThinking ? State.THINKING : State.BLOCK;
            return end >= 0;
        }

        private boolean thinking() {
            int end = find(THINK_END);
            content(end < 0 ? safeEnd(List.of(THINK_END)) : end + THINK_END.length());
            state = end < 0 ? state : State.TEXT;
            return end >= 0;
        }

        private boolean line() {
            int line = find("\n");
            int close = find(END);
            boolean isLast = close >= 0 && (line < 0 || close < line);
            int end = isLast ? close : line < 0 && ended() ? length() : line;
            if (end < 0) {
                return false;
            }
            ObjectNode call = call(text(at(), end));
            if (call != null) {
                startCall(call.path("name").asString(""), at(), new Span(at(), at()));
                out().arguments(PythonJson.write(call.get("arguments")), at());
                mark(Part.TOOL_ARGUMENTS, at(), end);
                endCall(end);
            }
            boolean more = end < length();
            skip(isLast ? end + END.length() : Math.min(length(), end + 1));
            state = isLast ? State.TEXT : state;
            return more;
        }
    }
}
