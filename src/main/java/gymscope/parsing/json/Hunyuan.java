package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.CallIds;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code hunyuan_a13b}: the first {@code <tool_calls>[…]</tool_calls>} that is JSON and does not stand inside
 * {@code <think>…</think>}; text after it is lost, elements without name or arguments are skipped. Without one, one occurrence of
 * the template's prefix for the assistant is taken out of the content.
 */
final class Hunyuan implements AnswerFormat {

    static final String OPEN = "<tool_calls>";
    private static final String CLOSE = "</tool_calls>";
    private static final String THINK = "<think>";
    private static final String THINK_END = "</think>";
    private static final String ASSISTANT = "助手：";

    @Override
    public String name() {
        return "hunyuan_a13b";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        List<Span> thinking = spans(text, THINK, THINK_END);
        int think = 0;
        for (Span block : spans(text, OPEN, CLOSE)) {
            while (think < thinking.size() && thinking.get(think).end() <= block.end()) {
                think++;
            }
            boolean inside = think < thinking.size() && thinking.get(think).start() < block.start();
            Located json = inside ? null : json(text, block);
            if (json != null) {
                return answer(text, block.start(), json);
            }
        }
        int prefix = text.indexOf(ASSISTANT);
        if (prefix < 0) {
            return MarkedText.content(text);
        }
        int after = prefix + ASSISTANT.length();
        return new MarkedText(text).mark(Part.CONTENT, 0, prefix).mark(Part.CONTENT, after, text.length())
                .answer(null, text.substring(0, prefix) + text.substring(after));
    }

    private static @Nullable Located json(String text, Span block) {
        int start = PythonText.skipSpace(text, block.start() + OPEN.length());
        int end = PythonText.spaceBefore(text, start, block.end() - CLOSE.length());
        return start > end ? null : PythonJsonReader.whole(text, start, end);
    }

    private static ParsedAnswer answer(String text, int start, Located json) {
        String before = text.substring(0, start);
        MarkedText marked = new MarkedText(text);
        if (!json.value().isArray()) {
            return before.isEmpty()
                    ? MarkedText.content(text)
                    : marked.mark(Part.CONTENT, 0, start).answer(null, before);
        }
        for (Located element : PythonJsonReader.elements(text, json)) {
            if (Xlam.has(element.value(), "name") && Xlam.has(element.value(), "arguments")) {
                CallObject call = CallObject.of(text, element, "arguments");
                if (call == null || !Xlam.hasText(call.arguments().value())) {
                    return MarkedText.content(text);
                }
                call.mark(marked).call("call_" + CallIds.hex(), call.name(), Xlam.argumentText(call), call.object());
            }
        }
        boolean blank = PythonText.isBlank(before);
        return marked.mark(blank ? Part.MARKUP : Part.CONTENT, 0, start).answer(null, blank ? null : before);
    }

    private static List<Span> spans(String text, String open, String close) {
        List<Span> spans = new ArrayList<>();
        int start = text.indexOf(open);
        int end = start < 0 ? -1 : text.indexOf(close, start);
        while (end >= 0) {
            spans.add(new Span(start, end + close.length()));
            start = text.indexOf(open, end);
            end = start < 0 ? -1 : text.indexOf(close, start);
        }
        return spans;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new HunyuanStream();
    }
}
