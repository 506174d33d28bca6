package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Kimi K3's {@code think} channel, on unless {@code thinking} or {@code enable_thinking} is false. For a request with tools the
 * other channels stay for the tool parser; without, the response's tags are taken off.
 */
final class KimiK3Thinking implements AnswerFormat {

    private static final String THINK = "think";

    @Override
    public String name() {
        return "kimi_k3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        Span open = Xtml.find(text, Xtml.OPEN, THINK, 0);
        int start = open == null ? 0 : open.end();
        Span close = Xtml.find(text, Xtml.CLOSE, THINK, start);
        if (!isOn(request) || (open == null && close == null)) {
            return marked.answer(null, content(marked, 0, request));
        }
        int end = close == null ? text.length() : close.start();
        marked.mark(Part.REASONING, start, end);
        String reasoning = start == end ? null : text.substring(start, end);
        return marked.answer(reasoning, close == null ? null : content(marked, close.end(), request));
    }

    @Override
    public boolean isOfEngine() {
        return true;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Channel(isOn(request));
    }

    private static @Nullable String content(MarkedText marked, int from, ParseRequest request) {
        String text = marked.text();
        if (request.tools().isEmpty() || request.forbidsCalls()) {
            return KimiK3Response.content(marked, from, text.length());
        }
        marked.mark(Part.CONTENT, from, text.length());
        return from == text.length() ? null : text.substring(from);
    }

    private static boolean isOn(ParseRequest request) {
        JsonNode thinking = request.templateArguments().get("thinking");
        JsonNode value = thinking == null || thinking.isNull() ? request.templateArguments().get("enable_thinking") : thinking;
        return value == null || value.asBoolean(true);
    }

    private static final class Channel extends WalkedStream {

        private static final String OPEN = Xtml.OPEN + THINK + Xtml.SEPARATOR;
        private static final String CLOSE = Xtml.CLOSE + THINK + Xtml.SEPARATOR;

        private boolean inReasoning;
        private boolean opened;

        Channel(boolean isOn) {
            inReasoning = isOn;
        }

        @Override
        protected boolean step() {
            if (!inReasoning) {
                content(length());
                return false;
            }
            int open = opened ? -1 : find(OPEN);
            int close = find(CLOSE);
            int end = open >= 0 && (close < 0 || open < close) ? open : close;
            if (end < 0) {
                reasoning(safeEnd(opened ? List.of(CLOSE) : List.of(OPEN, CLOSE)));
                return false;
            }
            reasoning(end);
            skip(end + (end == open ? OPEN : CLOSE).length());
            opened = true;
            inReasoning = end == open;
            return true;
        }
    }
}
