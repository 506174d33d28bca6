package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import java.util.List;

/** ERNIE 4.5: the base rule; of content with {@code <response>…</response>} only what stands between the two. */
final class Ernie45Thinking implements AnswerFormat {

    private static final String START = "<response>";
    private static final String END = "</response>";

    private static final BaseThinking BASE = new BaseThinking("ernie45");

    @Override
    public String name() {
        return "ernie45";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        ParsedAnswer answer = BASE.parse(text, request);
        String content = answer.content();
        if (content == null) {
            return answer;
        }
        int start = content.indexOf(START);
        int end = content.lastIndexOf(END);
        if (start < 0 || end <= start) {
            return answer;
        }
        int from = text.length() - content.length();
        String reasoning = answer.reasoning() == null ? "" : answer.reasoning();
        int thought = from - "</think>".length() - reasoning.length();
        String inner = content.substring(start + START.length(), end);
        return new MarkedText(text).mark(Part.REASONING, thought, thought + reasoning.length())
                .mark(Part.CONTENT, from + start + START.length(), from + end)
                .answer(reasoning, inner.isEmpty() ? null : inner);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new ResponseStream();
    }

    /** Line feeds before {@code <response>} go with it; text from {@code </response>} on is held until another one comes. */
    private static final class ResponseStream extends ReasoningStream {

        private boolean begun;
        private boolean inResponse;
        private int last = -1;

        ResponseStream() {
            super(ThinkMarkers.THINK);
        }

        @Override
        boolean inContent() {
            if (!begun && !begin()) {
                return false;
            }
            int end = inResponse ? lastEnd() : -1;
            content(end >= 0 ? end : safeEnd(inResponse ? List.of(END) : List.of()));
            return false;
        }

        private int lastEnd() {
            for (int next = find(END, Math.max(at(), last + 1)); next >= 0; next = find(END, Math.max(at(), last + 1))) {
                last = next;
            }
            return last;
        }

        private boolean begin() {
            int after = at();
            while (after < length() && charAt(after) == '\n') {
                after++;
            }
            String rest = text(after, Math.min(length(), after + START.length()));
            if (!ended() && rest.length() < START.length() && START.startsWith(rest)) {
                return false;
            }
            begun = true;
            inResponse = rest.equals(START);
            skip(inResponse ? after + START.length() : at());
            return true;
        }
    }
}
