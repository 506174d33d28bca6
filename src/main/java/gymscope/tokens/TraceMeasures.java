package gymscope.tokens;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a trace's log probabilities add up to. Tokens at the floor and tokens without a value take no part in any figure
 * but the counts.
 *
 * @param tokens all tokens
 * @param scored tokens with a log probability
 * @param floored tokens at vLLM's floor of −9999, of which nothing is known
 * @param sumLogprob Σ log p of the scored tokens, natural logarithm: the logarithm of their joint probability
 * @param meanLogprob Σ log p / n, null when nothing is scored
 * @param perplexity exp(−Σ log p / n), from 1 (Jelinek, Mercer, Bahl and Baker 1977); null when nothing is scored
 * @param meanSurprisalBits the mean of −log₂ p: the cross-entropy in bits a token; null when nothing is scored
 * @param meanEntropyBits the mean of the entropies' lower bounds, over the tokens with alternatives; null without any
 * @param greedyShare how many of the tokens whose rank is known were the most likely one, from 0 to 1; null without any
 */
public record TraceMeasures(int tokens, int scored, int floored, double sumLogprob, @Nullable Double meanLogprob,
        @Nullable Double perplexity, @Nullable Double meanSurprisalBits, @Nullable Double meanEntropyBits,
        @Nullable Double greedyShare) {

    /** The probability below which a token belongs to the tail unless another is named: one percent. */
    public static final double TAIL = 0.01;

    private static final double LN2 = Math.log(2);

    /** The figures of a whole trace. */
    public static TraceMeasures of(TokenTrace trace) {
        return of(trace.tokens());
    }

    /** The figures of some tokens. */
    public static TraceMeasures of(List<TraceToken> tokens) {
        int scored = 0;
        int floored = 0;
        double sum = 0;
        for (TraceToken token : tokens) {
            floored += token.floored() ? 1 : 0;
            if (token.logprob() != null && !token.floored()) {
                scored++;
                sum += token.logprob();
            }
        }
        Double mean = scored == 0 ? null : Double.valueOf(sum / scored);
        return new TraceMeasures(tokens.size(), scored, floored, sum, mean, mean == null ? null : Double.valueOf(Math.exp(-mean)),
                mean == null ? null : Double.valueOf(-mean / LN2 + 0.0),
                mean(tokens.stream().map(TraceToken::entropyBits).filter(Objects::nonNull).toList()),
                mean(tokens.stream().map(TraceToken::rank).filter(Objects::nonNull).map(rank -> rank == 1 ? 1.0 : 0.0).toList()));
    }

    /** The share of the scored tokens with a probability below {@link #TAIL}, from 0 to 1; null when nothing is scored. */
    public static @Nullable Double tailShare(TokenTrace trace) {
        return tailShare(trace, TAIL);
    }

    /**
     * The share of the scored tokens whose probability is below a threshold: how much of a trace the model itself held for
     * unlikely.
     *
     * @param probability the threshold, from 0 to 1
     * @return from 0 to 1, null when nothing is scored
     */
    public static @Nullable Double tailShare(TokenTrace trace, double probability) {
        return mean(trace.tokens().stream().map(TraceToken::probability).filter(Objects::nonNull)
                .map(own -> own < probability ? 1.0 : 0.0).toList());
    }

    private static @Nullable Double mean(List<Double> values) {
        return values.isEmpty()
                ? null
                : Double.valueOf(values.stream().mapToDouble(Double::doubleValue).sum() / values.size());
    }
}
