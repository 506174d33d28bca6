package gymscope.parsing.json;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.CallIds;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mistral}, for calls, for reasoning, or for both. The tokenizer decides about the format: before version 11
 * {@link MistralArray}, without reasoning; from then on {@link MistralStream}, whose result is stripped where there are calls.
 *
 * @param reasons whether reasoning is read
 * @param calls whether calls are read
 */
record Mistral(boolean reasons, boolean calls) implements AnswerFormat {

    private static final String OLD = "pre_v11";

    @Override
    public String name() {
        return "mistral";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        if (OLD.equals(request.tokenizerVariant())) {
            return calls ? MistralArray.parse(text, request) : MarkedText.content(text);
        }
        AnswerStream stream = new MistralStream(reasons, calls);
        List<AnswerDelta> deltas = new ArrayList<>(stream.push(text));
        deltas.addAll(stream.finish());
        return whole(text, deltas);
    }

    /** What the pieces of a whole text say. */
    private static ParsedAnswer whole(String text, List<AnswerDelta> deltas) {
        MarkedText marked = new MarkedText(text);
        StringBuilder reasoning = new StringBuilder();
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < deltas.size(); i++) {
            switch (deltas.get(i)) {
                case AnswerDelta.ReasoningDelta more -> {
                    reasoning.append(more.text());
                    marked.mark(Part.REASONING, more.start(), more.start() + more.text().length());
                }
                case AnswerDelta.ContentDelta more -> {
                    content.append(more.text());
                    marked.mark(Part.CONTENT, more.start(), more.start() + more.text().length());
                }
                case AnswerDelta.ToolCallStart start -> addCall(marked, start, deltas.get(i + 1));
                case AnswerDelta.ToolCallArguments arguments -> {
                    // Taken together with the start before it.
                }
            }
        }
        String said = marked.calls().isEmpty() ? content.toString() : PythonText.strip(content.toString());
        return marked.answer(reasoning.isEmpty() ? null : reasoning.toString(), said.isEmpty() ? null : said);
    }

    private static void addCall(MarkedText marked, AnswerDelta.ToolCallStart start, AnswerDelta next) {
        String arguments = next instanceof AnswerDelta.ToolCallArguments given ? given.text() : "";
        int name = PythonText.skipSpace(marked.text(), start.start() + MistralStream.OPEN.length());
        int end = name + start.name().length();
        marked.mark(Part.TOOL_NAME, name, end);
        if (marked.text().startsWith(arguments, next.start())) {
            end = next.start() + arguments.length();
            marked.mark(Part.TOOL_ARGUMENTS, next.start(), end);
        }
        marked.call(start.id(), start.name(), arguments, new Span(start.start(), end));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        if (!OLD.equals(request.tokenizerVariant())) {
            return new MistralStream(reasons, calls);
        }
        return new MarkedArrayStream(calls ? MistralStream.OPEN : "\0", "", CallManner.verbatim(index -> CallIds.mistral()),
                true);
    }
}
