package gymscope.parsing;

import gymscope.wire.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's text says.
 *
 * @param reasoning the thinking, null when there is none
 * @param content the answer for people, null when there is none
 * @param toolCalls the calls in their order, with the span of their markup
 * @param toolsCalled what vLLM calls {@code tools_called}; true with no calls where its parser loses them
 * @param segments the whole text in stretches, in order and without gaps: what is in no other field is {@link Part#MARKUP}
 */
public record ParsedAnswer(@Nullable String reasoning, @Nullable String content, List<ToolCall> toolCalls,
        boolean toolsCalled, List<Segment> segments) {

    public ParsedAnswer {
        toolCalls = List.copyOf(toolCalls);
        segments = List.copyOf(segments);
    }

    /** With tools called when there are calls. */
    public ParsedAnswer(@Nullable String reasoning, @Nullable String content, List<ToolCall> toolCalls, List<Segment> segments) {
        this(reasoning, content, toolCalls, !toolCalls.isEmpty(), segments);
    }
}
