package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code cohere_command3} and {@code cohere_command4}: blocks of thinking, of actions as an array of
 * {@code {"tool_call_id", "tool_name", "parameters"}}, and of the response with marks of citations, which are taken out. Text
 * outside all blocks counts as response. A cut-off array is read as far as it goes.
 *
 * @param name the parser's name
 */
record Cohere(String name) implements AnswerFormat {

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        StringBuilder reasoning = new StringBuilder();
        StringBuilder content = new StringBuilder();
        StringBuilder whole = new StringBuilder(text);
        int at = 0;
        CohereBlock block = CohereBlock.RESPONSE;
        while (at < text.length()) {
            CohereBlock.Marker marker = CohereBlock.next(whole, at);
            int end = marker == null ? text.length() : marker.start();
            switch (block) {
                case THINKING -> {
                    reasoning.append(text, at, end);
                    marked.mark(Part.REASONING, at, end);
                }
                case RESPONSE -> CohereCitations.append(text, at, end, content, marked);
                case ACTION -> addCalls(marked, at, end);
            }
            at = marker == null ? text.length() : marker.end();
            block = marker == null ? block : marker.block();
        }
        return marked.answer(orNull(reasoning), orNull(content));
    }

    private static void addCalls(MarkedText marked, int start, int end) {
        Located array = PythonJsonReader.cutOff(marked.text(), start, end);
        if (array == null || !array.value().isArray()) {
            return;
        }
        for (Located element : PythonJsonReader.elements(marked.text(), array)) {
            Map<String, Located> members = element.value().isObject()
                    ? PythonJsonReader.members(marked.text(), element)
                    : Map.of();
            Located name = members.get("tool_name");
            Located parameters = members.get("parameters");
            if (name != null && name.value().isString()) {
                marked.mark(Part.TOOL_NAME, name.start() + 1, Math.max(name.start() + 1, name.end() - 1));
                String arguments = parameters == null ? "" : marked.text().substring(parameters.start(), parameters.end());
                if (parameters != null) {
                    marked.mark(Part.TOOL_ARGUMENTS, parameters.start(), parameters.end());
                }
                marked.call(Json.text(element.value(), "tool_call_id"), name.value().asString(), arguments,
                        new Span(element.start(), element.end()));
            }
        }
    }

    private static @Nullable String orNull(StringBuilder text) {
        String stripped = PythonText.strip(text.toString());
        return stripped.isEmpty() ? null : stripped;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new CohereStream();
    }
}
