package gymscope.tokens.comparison;

import gymscope.tokens.Alternative;
import gymscope.tokens.TraceToken;
import org.jspecify.annotations.Nullable;

/**
 * Where two traces part.
 *
 * @param position the first position at which they differ, the same in both
 * @param first the first trace's token there, null when that trace ends
 * @param second the second trace's token there, null when that trace ends
 */
public record Divergence(int position, @Nullable TraceToken first, @Nullable TraceToken second) {

    /** A gap below this, in nats, is within what rounding and batching change in bf16. */
    public static final double TIE = 0.05;

    /**
     * By how much the first trace preferred its own token over the second's, log p(own) − log p(other) in nats; null when
     * the other token is not among its alternatives.
     */
    public @Nullable Double gapInFirst() {
        return first == null || second == null ? null : gap(first, second);
    }

    /** The same seen from the second trace. */
    public @Nullable Double gapInSecond() {
        return first == null || second == null ? null : gap(second, first);
    }

    /** Whether the two tokens were as good as equally likely, so that rounding may have decided: a numeric tie. */
    public boolean isTie() {
        Double ours = gapInFirst();
        Double theirs = gapInSecond();
        return (ours != null && Math.abs(ours) < TIE) || (theirs != null && Math.abs(theirs) < TIE);
    }

    private static @Nullable Double gap(TraceToken own, TraceToken other) {
        Double logprob = own.logprob();
        if (logprob == null || own.floored()) {
            return null;
        }
        Integer id = other.id();
        for (Alternative alternative : own.alternatives()) {
            boolean same = (id != null && alternative.id() != null)
                    ? id.equals(alternative.id())
                    : alternative.text().equals(other.text());
            if (same && !alternative.floored()) {
                return logprob - alternative.logprob();
            }
        }
        return null;
    }
}
