package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * gpt-oss's messages on channels, read as text with their markers. vLLM goes by token ids; the markers are tokens of their own, so
 * that both see the same. The parts of a whole text are joined by line feeds, JSON arguments are written anew.
 *
 * @param name the parser's name
 * @param use what it is asked for
 */
record Harmony(String name, Use use) implements AnswerFormat {

    /** What the parser is asked for. */
    enum Use {
        TOOL, REASONING, UNIFIED
    }

    private static final int LAST_ASCII = 0x7e;

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        ParsedAnswer read = new HarmonyStream(use, request).read(text);
        MarkedText marked = new MarkedText(text);
        read.segments().stream().filter(segment -> segment.part() != Part.MARKUP)
                .forEach(segment -> marked.mark(segment.part(), segment.span()));
        for (ToolCall call : read.toolCalls()) {
            Span span = call.span() == null ? new Span(0, 0) : call.span();
            marked.call(call.id(), call.name(), isJson(text, span) ? rewritten(call.arguments()) : call.arguments(), span);
        }
        return marked.answer(joined(text, read, Part.REASONING), joined(text, read, Part.CONTENT));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new HarmonyStream(use, request);
    }

    private static @Nullable String joined(String text, ParsedAnswer read, Part part) {
        List<String> parts = new ArrayList<>();
        for (Segment segment : read.segments()) {
            if (segment.part() == part) {
                parts.add(text.substring(segment.span().start(), segment.span().end()));
            }
        }
        return parts.isEmpty() ? null : String.join("\n", parts);
    }

    private static boolean isJson(String text, Span span) {
        int message = text.indexOf(HarmonyStream.MESSAGE, span.start());
        return HarmonyHeader.of(text.substring(span.start(), Math.max(span.start(), message)).replace(HarmonyStream.START, ""))
                .isJson();
    }

    /** As {@code json.dumps} writes it with its own defaults: non-ASCII characters escaped. */
    private static String rewritten(String arguments) {
        JsonNode json = Json.parseOrNull(arguments);
        if (json == null) {
            return arguments;
        }
        StringBuilder ascii = new StringBuilder();
        for (char c : PythonJson.write(json).toCharArray()) {
            ascii.append(c > LAST_ASCII ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return ascii.toString();
    }
}
