package gymscope.parsing.markup;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.FormatPair;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.arguments.PythonText;
import java.util.List;

/**
 * Kimi K3's two parsers one after the other. Other than for other models the content is always what the second one finds, so that
 * the response's tags reach nobody; with {@code tool_choice: none} its calls are left out.
 */
final class KimiK3Pair implements AnswerFormat {

    private static final AnswerFormat THINKING = new KimiK3Thinking();
    private static final AnswerFormat CALLS = new KimiK3();
    private static final FormatPair PAIR = new FormatPair(THINKING, CALLS);

    @Override
    public String name() {
        return PAIR.name();
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        ParseRequest free = free(request);
        String rest = THINKING.parse(text, free).content();
        ParsedAnswer pair = PAIR.parse(text, free);
        if (rest == null) {
            return pair;
        }
        String found = CALLS.parse(rest, free).content();
        String content = found == null || PythonText.isBlank(found) ? null : found;
        return request.forbidsCalls()
                ? new ParsedAnswer(pair.reasoning(), content, List.of(), pair.segments())
                : new ParsedAnswer(pair.reasoning(), content, pair.toolCalls(), pair.toolsCalled(), pair.segments());
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        AnswerStream stream = PAIR.stream(free(request));
        return request.forbidsCalls() ? new WithoutCalls(stream) : stream;
    }

    private static ParseRequest free(ParseRequest request) {
        return new ParseRequest(request.tools(), null, request.promptSuffix(), request.tokenizerVariant(),
                request.templateArguments(), request.startToken(), request.endToken());
    }

    private record WithoutCalls(AnswerStream stream) implements AnswerStream {

        @Override
        public List<AnswerDelta> push(String text) {
            return texts(stream.push(text));
        }

        @Override
        public List<AnswerDelta> finish() {
            return texts(stream.finish());
        }

        private static List<AnswerDelta> texts(List<AnswerDelta> deltas) {
            return deltas.stream().filter(
                    delta -> delta instanceof AnswerDelta.ReasoningDelta || delta instanceof AnswerDelta.ContentDelta).toList();
        }
    }
}
