package gymscope.parsing;

import gymscope.parsing.AnswerDelta.ContentDelta;
import gymscope.parsing.AnswerDelta.ReasoningDelta;
import gymscope.parsing.AnswerDelta.ToolCallArguments;
import gymscope.parsing.AnswerDelta.ToolCallStart;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reasoning parser and a tool parser, one after the other, as a vLLM server runs them: the second sees what the first leaves.
 * With {@code tool_choice: none} the second does not run and the markup of calls stays content, unless both are of vLLM's engine:
 * then only the calls are left out.
 */
public record FormatPair(AnswerFormat reasoning, AnswerFormat calls) implements AnswerFormat {

    @Override
    public String name() {
        return reasoning.name() + "+" + calls.name();
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        ParsedAnswer first = reasoning.parse(text, request);
        String rest = first.content();
        if (rest == null || (request.forbidsCalls() && !isOfEngine())) {
            return first;
        }
        ParsedAnswer second = calls.parse(rest, request);
        PlaceMap places = PlaceMap.of(first.segments(), text, rest);
        List<Segment> segments = places.merge(first.segments(), second.segments());
        if (request.forbidsCalls()) {
            return new ParsedAnswer(first.reasoning(), second.content(), List.of(), segments);
        }
        List<ToolCall> toolCalls = second.toolCalls().stream().map(call -> moved(call, places)).toList();
        String left = isOfEngine() ? second.content() : rest;
        return new ParsedAnswer(first.reasoning(), second.toolsCalled() ? unlessBlank(second.content()) : left, toolCalls,
                second.toolsCalled(), segments);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        if (request.forbidsCalls() && !isOfEngine()) {
            return reasoningStream(request);
        }
        return new PairStream(reasoningStream(request), calls.stream(request), request.forbidsCalls());
    }

    @Override
    public boolean isOfEngine() {
        return reasoning.isOfEngine() && calls.isOfEngine();
    }

    private AnswerStream reasoningStream(ParseRequest request) {
        return reasoning instanceof SplittingFormat splitting ? splitting.split(request) : reasoning.stream(request);
    }

    private static ToolCall moved(ToolCall call, PlaceMap places) {
        return new ToolCall(call.id(), call.name(), call.arguments(), call.span() == null ? null : places.inText(call.span()));
    }

    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || PythonText.isBlank(text) ? null : text;
    }

    /** Gives the first stream's content to the second. For one thread. */
    private static final class PairStream implements AnswerStream {

        private final AnswerStream first;
        private final AnswerStream second;
        private final boolean silent;
        private final PlaceMap places = new PlaceMap();

        PairStream(AnswerStream first, AnswerStream second, boolean silent) {
            this.first = first;
            this.second = second;
            this.silent = silent;
        }

        @Override
        public List<AnswerDelta> push(String text) {
            return passOn(first.push(text));
        }

        @Override
        public List<AnswerDelta> finish() {
            List<AnswerDelta> deltas = passOn(first.finish());
            add(second.finish(), deltas);
            return deltas;
        }

        private List<AnswerDelta> passOn(List<AnswerDelta> deltas) {
            List<AnswerDelta> out = new ArrayList<>();
            for (AnswerDelta delta : deltas) {
                if (delta instanceof ContentDelta content) {
                    places.add(content.start(), content.text().length());
                    add(second.push(content.text()), out);
                } else {
                    out.add(delta);
                }
            }
            return out;
        }

        private void add(List<AnswerDelta> deltas, List<AnswerDelta> out) {
            for (AnswerDelta delta : deltas) {
                boolean isCall = delta instanceof ToolCallStart || delta instanceof ToolCallArguments;
                if (!isCall || !silent) {
                    out.add(moved(delta));
                }
            }
        }

        private AnswerDelta moved(AnswerDelta delta) {
            int start = places.inText(delta.start());
            return switch (delta) {
                case ReasoningDelta more -> new ReasoningDelta(more.text(), start);
                case ContentDelta more -> new ContentDelta(more.text(), start);
                case ToolCallStart more -> new ToolCallStart(more.index(), more.id(), more.name(), start);
                case ToolCallArguments more -> new ToolCallArguments(more.index(), more.text(), start);
            };
        }
    }
}
