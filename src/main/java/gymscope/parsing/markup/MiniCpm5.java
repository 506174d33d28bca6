package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.CallIds;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;

/**
 * MiniCPM 5: {@code <function name="…">} with {@code <param name="…">} elements. Calls that the tools do not allow stay text. With
 * calls a whole text has no content, without it has what stands after the thinking; a stream gives out the text around calls.
 */
final class MiniCpm5 implements AnswerFormat {

    private static final String START = "<function";
    private static final String END = "</function>";
    private static final String THINK_END = "</think>";

    @Override
    public String name() {
        return "minicpm5";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MiniCpmText normal = MiniCpmText.of(text);
        MarkedText marked = new MarkedText(text);
        StringBuilder rest = new StringBuilder();
        String output = normal.text();
        int at = 0;
        for (int start = output.indexOf(START); start >= 0; start = output.indexOf(START, at)) {
            int found = output.indexOf(END, start);
            if (found < 0) {
                break;
            }
            int end = found + END.length();
            MiniCpmCall call = MiniCpmCall.of(output.substring(start, end), request);
            rest.append(output, at, call == null ? end : start);
            if (call != null) {
                Span span = new Span(normal.original(start), normal.original(end));
                marked.mark(Part.TOOL_ARGUMENTS, span);
                marked.call("call_" + CallIds.hex(), call.name(), PythonJson.write(call.arguments()), span);
            }
            at = end;
        }
        rest.append(output, at, output.length());
        if (!marked.calls().isEmpty()) {
            return marked.answer(null, null);
        }
        boolean hasMarker = output.contains(START);
        String content = withoutThinking(hasMarker ? PythonText.strip(rest.toString()) : rest.toString());
        int start = normal.original(output.lastIndexOf(content));
        return marked.mark(Part.CONTENT, Math.max(0, start), Math.min(text.length(), normal.original(
                Math.max(0, output.lastIndexOf(content)) + content.length()))).answer(null, content);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Blocks(request);
    }

    private static String withoutThinking(String text) {
        int end = text.lastIndexOf(THINK_END);
        String visible = end < 0 ? text : text.substring(PythonText.skipSpace(text, end + THINK_END.length()));
        return visible.isEmpty() ? text : visible;
    }

    /** Space after a call is held until more text comes. */
    private static final class Blocks extends WalkedStream {

        private final ParseRequest request;
        private boolean inBlock;
        private boolean afterCall;

        Blocks(ParseRequest request) {
            this.request = request;
        }

        @Override
        protected boolean step() {
            return inBlock ? block() : outside();
        }

        private boolean outside() {
            int start = find(START);
            int end = start < 0 ? safeEnd(List.of(START)) : start;
            boolean isBlank = PythonText.isBlank(text(at(), end));
            if (afterCall && isBlank && start < 0) {
                return false;
            }
            if (!afterCall || !isBlank) {
                give(end);
                afterCall = false;
            }
            skip(end);
            inBlock = start >= 0;
            return inBlock;
        }

        private boolean block() {
            int found = find(END);
            if (found < 0) {
                return ended() && unfinished();
            }
            int end = found + END.length();
            MiniCpmCall call = MiniCpmCall.of(MiniCpmText.of(text(at(), end)).text(), request);
            if (call == null) {
                give(end);
            } else {
                startCall(call.name(), at(), new Span(at(), at()));
                out().arguments(PythonJson.write(call.arguments()), at());
                mark(Part.TOOL_ARGUMENTS, at(), end);
                endCall(end);
            }
            skip(end);
            afterCall = call != null;
            inBlock = false;
            return true;
        }

        /** The text has ended in a call: its name and the arguments that are whole. */
        private boolean unfinished() {
            MiniCpmCall call = MiniCpmCall.begun(MiniCpmText.of(text(at(), length())).text(), request);
            if (call != null) {
                startCall(call.name(), at(), new Span(at(), at()));
                String arguments = PythonJson.write(call.arguments());
                out().arguments(call.arguments().isEmpty() ? "" : arguments.substring(0, arguments.length() - 1), at());
                endCall(length());
            }
            skip(length());
            return false;
        }

        private void give(int end) {
            if (end > at()) {
                out().content(MiniCpmText.of(text(at(), end)).text(), at());
                mark(Part.CONTENT, at(), end);
            }
        }
    }
}
