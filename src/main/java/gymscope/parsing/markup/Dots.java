package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
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
 * dots: blocks of {@code invoke} elements, or of one JSON object. Calls of tools that the request lacks are dropped; without any
 * other a whole text is content, while a stream gives out the body of such a block.
 */
final class Dots implements AnswerFormat {

    private static final String START = "<dots_function_call>";
    private static final String END = "</dots_function_call>";

    @Override
    public String name() {
        return "dots";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int first = text.indexOf(START);
        MarkedText marked = new MarkedText(text);
        for (int start = first; start >= 0;) {
            int end = text.indexOf(END, start + START.length());
            if (end < 0) {
                break;
            }
            for (DotsCall call : DotsCall.in(text, start + START.length(), end, request)) {
                Span span = call.isJson() ? new Span(start, end + END.length()) : call.span();
                marked.call(call.name(), PythonJson.write(call.arguments()), span);
                call.marks().forEach(mark -> marked.mark(mark.part(), mark.span()));
            }
            start = text.indexOf(START, end + END.length());
        }
        if (marked.calls().isEmpty()) {
            return MarkedText.content(text);
        }
        String content = PythonText.strip(text.substring(0, first));
        return marked.mark(Part.CONTENT, 0, first).answer(null, content.isEmpty() ? null : content);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Blocks(request);
    }

    private static final class Blocks extends WalkedStream {

        private final ParseRequest request;
        private boolean inBlock;

        Blocks(ParseRequest request) {
            this.request = request;
        }

        @Override
        protected boolean step() {
            return inBlock ? block() : outside();
        }

        private boolean outside() {
            int start = find(START);
            int stray = find(END);
            if (stray >= 0 && (start < 0 || stray < start)) {
                content(stray);
                skip(stray + END.length());
                return true;
            }
            content(start < 0 ? safeEnd(List.of(START, END)) : start);
            inBlock = start >= 0;
            return inBlock;
        }

        private boolean block() {
            int end = find(END, at() + START.length());
            if (end < 0 && !ended()) {
                return false;
            }
            int from = at() + START.length();
            int to = end < 0 ? length() : end;
            String body = text(from, to);
            boolean isOpen = end < 0;
            List<DotsCall> calls = isOpen && PythonText.strip(body).startsWith("<invoke")
                    ? List.of()
                    : DotsCall.in(body, 0, body.length(), request);
            for (DotsCall call : calls) {
                startCall(call.name(), call.isJson() ? at() : from + call.span().start(), shift(call.nameSpan(), from));
                out().arguments(PythonJson.write(call.arguments()), from + call.span().start());
                endCall(from + call.span().end());
            }
            if (calls.isEmpty() && !isOpen) {
                out().content(PythonText.strip(body), from);
            }
            skip(isOpen ? length() : to + END.length());
            inBlock = false;
            return !isOpen;
        }

        private static Span shift(Span span, int by) {
            return new Span(span.start() + by, span.end() + by);
        }
    }
}
