package gymscope.parsing;

import gymscope.parsing.AnswerDelta.ContentDelta;
import gymscope.parsing.AnswerDelta.ReasoningDelta;
import gymscope.parsing.AnswerDelta.ToolCallArguments;
import gymscope.parsing.AnswerDelta.ToolCallStart;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pieces of a stream, put together as a client does. For one thread. */
public final class JoinedAnswer {

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final TreeMap<Integer, Call> calls = new TreeMap<>();

    private static final class Call {
        private @Nullable String id;
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    /** Reads a whole stream. */
    public static ParsedAnswer of(AnswerFormat format, List<String> pieces, ParseRequest request) {
        JoinedAnswer joined = new JoinedAnswer();
        AnswerStream stream = format.stream(request);
        pieces.forEach(piece -> joined.add(stream.push(piece)));
        joined.add(stream.finish());
        return joined.answer();
    }

    /** Takes the next pieces. */
    public void add(List<AnswerDelta> deltas) {
        for (AnswerDelta delta : deltas) {
            switch (delta) {
                case ReasoningDelta more -> reasoning.append(more.text());
                case ContentDelta more -> content.append(more.text());
                case ToolCallStart start -> {
                    Call call = calls.computeIfAbsent(start.index(), index -> new Call());
                    call.id = start.id();
                    call.name = start.name();
                }
                case ToolCallArguments more ->
                    calls.computeIfAbsent(more.index(), index -> new Call()).arguments.append(more.text());
            }
        }
    }

    /** What has come by now; stretches are not known. */
    public ParsedAnswer answer() {
        List<ToolCall> toolCalls = new ArrayList<>();
        calls.values().forEach(call -> toolCalls.add(new ToolCall(call.id, call.name, call.arguments.toString(), null)));
        return new ParsedAnswer(reasoning.isEmpty() ? null : reasoning.toString(),
                content.isEmpty() ? null : content.toString(), toolCalls, List.of());
    }
}
