package gymscope.ui.chat.conversation;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model said so far.
 *
 * @param reasoning its thinking
 * @param content its answer
 * @param calls its tool calls in order
 * @param trace its tokens, empty when the endpoint told nothing of them
 * @param facts how much and how fast
 */
public record Answer(String reasoning, String content, List<ToolCall> calls, TokenTrace trace, Facts facts) {

    /** Nothing yet. */
    public static final Answer EMPTY = new Answer("", "", List.of(), TokenTrace.EMPTY,
            new Facts(0, Facts.Unit.PIECES, null, null, null, ""));

    /**
     * How much and how fast.
     *
     * @param count of what came
     * @param unit what was counted
     * @param perSecond count a second after the first, null while unknown
     * @param first since the request until the first of them, null before
     * @param reasoning how long the thinking came in, null when there was none
     * @param finish why the answer ended, empty when not told
     */
    public record Facts(long count, Unit unit, @Nullable Double perSecond, @Nullable Duration first, @Nullable Duration reasoning,
            String finish) {

        /** What is counted: tokens where the endpoint tells them, else the pieces that came. */
        public enum Unit {
            TOKENS("tok", "tok/s"), PIECES("pieces", "pieces/s");

            private final String words;
            private final String rate;

            Unit(String words, String rate) {
                this.words = words;
                this.rate = rate;
            }

            public String words() {
                return words;
            }

            public String rate() {
                return rate;
            }
        }
    }

    /** The tokens of one channel in order, numbered as in the whole trace. */
    public List<TraceToken> tokens(Channel channel) {
        return trace.tokens().stream().filter(token -> token.channel() == channel).toList();
    }

    /** Where a call's tokens stand in the trace, null when the trace does not tell each call. */
    public @Nullable Span tokensOf(int call) {
        List<Span> spans = trace.toolCalls();
        return spans.size() == calls.size() ? spans.get(call) : null;
    }

    /** The same with another text and without tokens. */
    Answer withContent(String text) {
        return new Answer(reasoning, text, calls, TokenTrace.EMPTY,
                new Facts(0, Facts.Unit.PIECES, null, null, null, facts.finish()));
    }

    public boolean isEmpty() {
        return reasoning.isEmpty() && content.isEmpty() && calls.isEmpty();
    }
}
