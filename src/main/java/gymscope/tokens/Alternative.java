package gymscope.tokens;

import org.jspecify.annotations.Nullable;

/**
 * One of the tokens that could have stood at a position.
 *
 * @param id its number in the vocabulary, null when not told
 * @param text as the endpoint shows it, {@code token_id:N} when it shows none
 * @param bytes null when not told
 * @param logprob natural logarithm of its probability
 */
public record Alternative(@Nullable Integer id, String text, @Nullable TokenBytes bytes, double logprob) {

    public Alternative {
        logprob = Double.isNaN(logprob) ? TraceToken.FLOOR : Math.max(logprob, TraceToken.FLOOR);
    }

    /** Its probability, 0 for one at vLLM's floor of −9999, which stands for minus infinity. */
    public double probability() {
        return floored() ? 0 : Math.exp(logprob);
    }

    /** Whether the value is the floor that stands for minus infinity. */
    public boolean floored() {
        return logprob <= TraceToken.FLOOR;
    }
}
