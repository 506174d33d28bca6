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
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code xlam}: an array of calls, looked for after {@code </think>} (the whole rest, or a block in it), then in a block anywhere,
 * then as the whole text. Blocks are code fences, {@code [TOOL_CALLS]} to the end of the line and
 * {@code <tool_call>…</tool_call>}, in this order. What is no array, or a single object, is content; elements without name or
 * arguments are skipped.
 */
final class Xlam implements AnswerFormat {

    private static final String THINK_END = "</think>";

    /** What was found: JSON, and the content with its stretches. */
    private record Found(Located json, @Nullable String content, List<Span> stretches) {}

    @Override
    public String name() {
        return "xlam";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        Found found = find(text);
        if (found == null) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        if (!found.json().value().isArray()) {
            boolean none = found.content() == null || found.content().isEmpty();
            return none ? MarkedText.content(text) : marked(marked, found).answer(null, found.content(), false);
        }
        int index = 0;
        for (Located element : PythonJsonReader.elements(text, found.json())) {
            if (has(element.value(), "name") && has(element.value(), "arguments")) {
                CallObject call = CallObject.of(text, element, "arguments");
                if (call == null || !hasText(call.arguments().value())) {
                    return MarkedText.content(text);
                }
                call.mark(marked).call("call_%d_%s".formatted(index, CallIds.hex()), call.name(), argumentText(call),
                        call.object());
            }
            index++;
        }
        return marked(marked, found).answer(null, found.content());
    }

    private static MarkedText marked(MarkedText marked, Found found) {
        found.stretches().forEach(stretch -> marked.mark(Part.CONTENT, stretch));
        return marked;
    }

    static boolean has(JsonNode value, String member) {
        return value.isObject() && value.has(member);
    }

    /** Whether arguments can be written as text: an object, or text already. */
    static boolean hasText(JsonNode arguments) {
        return arguments.isObject() || arguments.isString();
    }

    static String argumentText(CallObject call) {
        return call.arguments().value().isObject() ? call.argumentText() : call.arguments().value().asString();
    }

    private static @Nullable Found find(String text) {
        int think = text.indexOf(THINK_END);
        if (think >= 0) {
            int rest = think + THINK_END.length();
            Span before = stripped(text, 0, rest);
            Located json = PythonJsonReader.whole(text, PythonText.skipSpace(text, rest), strippedEnd(text, rest));
            json = json == null ? XlamBlock.firstJson(text, rest, strippedEnd(text, rest)) : json;
            if (json != null) {
                return new Found(json, text.substring(before.start(), before.end()), List.of(before));
            }
        }
        for (XlamBlock.Kind kind : XlamBlock.Kind.values()) {
            Located json = XlamBlock.firstJson(kind, text, 0, text.length());
            if (json != null) {
                return outside(json, XlamBlock.all(kind, text, 0, text.length()), text);
            }
        }
        Located json = PythonJsonReader.whole(text, 0, text.length());
        return json != null && json.value().isArray() ? new Found(json, null, List.of()) : null;
    }

    /** The content is what stands outside the blocks of the kind that had JSON in one of them. */
    private static Found outside(Located json, List<XlamBlock> blocks, String text) {
        StringBuilder content = new StringBuilder();
        List<Span> stretches = new java.util.ArrayList<>();
        int at = 0;
        for (XlamBlock block : blocks) {
            content.append(text, at, block.span().start());
            stretches.add(new Span(at, block.span().start()));
            at = block.span().end();
        }
        content.append(text, at, text.length());
        stretches.add(new Span(at, text.length()));
        return new Found(json, PythonText.strip(content.toString()), stretches);
    }

    private static Span stripped(String text, int start, int end) {
        int from = Math.min(end, PythonText.skipSpace(text, start));
        return new Span(from, end);
    }

    private static int strippedEnd(String text, int from) {
        return PythonText.spaceBefore(text, from, text.length());
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new XlamStream();
    }
}
