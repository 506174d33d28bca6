package gymscope.tokens.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far two policies are apart on tokens that the first one drew: μ is the first trace's policy, π the second's.
 *
 * <p>With r = π(x) / μ(x) for x drawn from μ, KL(μ‖π) is estimated by k1 = mean(−log r), which is unbiased, and by k3 =
 * mean((r − 1) − log r), which is unbiased too, never negative and varies less (Schulman, Approximating KL Divergence, 2020).
 * Both are per token, in nats.
 *
 * @param pairs in order
 */
public record LogRatios(List<TokenPair> pairs) {

    public LogRatios {
        pairs = List.copyOf(pairs);
    }

    /** How many tokens are scored in both traces. */
    public int count() {
        return pairs.size();
    }

    /** Mean of log π − log μ, null when nothing is scored in both. */
    public @Nullable Double mean() {
        return mean(pair -> pair.logRatio());
    }

    /** Mean of |log π − log μ|, null when nothing is scored in both. */
    public @Nullable Double meanAbsolute() {
        return mean(pair -> Math.abs(pair.logRatio()));
    }

    /** The greatest |log π − log μ|, null when nothing is scored in both. */
    public @Nullable Double maxAbsolute() {
        return pairs.isEmpty()
                ? null
                : Double.valueOf(pairs.stream().mapToDouble(pair -> Math.abs(pair.logRatio())).max().orElse(0));
    }

    /** Estimate k1 of KL(μ‖π) in nats a token; may be negative. Null when nothing is scored in both. */
    public @Nullable Double k1() {
        return mean(pair -> -pair.logRatio() + 0.0);
    }

    /** Estimate k3 of KL(μ‖π) in nats a token, never negative. Null when nothing is scored in both. */
    public @Nullable Double k3() {
        return mean(pair -> Math.max(0, Math.expm1(pair.logRatio()) - pair.logRatio()));
    }

    /**
     * The share of tokens whose ratio π/μ is above the factor or below its inverse, from 0 to 1; null when nothing is scored
     * in both.
     *
     * @param factor above 1, for instance 2
     */
    public @Nullable Double shareOutside(double factor) {
        double most = Math.log(factor);
        return mean(pair -> Math.abs(pair.logRatio()) > most ? 1 : 0);
    }

    /** The pairs that are furthest apart, the worst first. */
    public List<TokenPair> worst(int most) {
        return pairs.stream().sorted(Comparator.comparingDouble((TokenPair pair) -> Math.abs(pair.logRatio())).reversed())
                .limit(most).toList();
    }

    /** How often which ratio occurs. */
    public RatioHistogram histogram() {
        return RatioHistogram.of(pairs);
    }

    private @Nullable Double mean(ToDoubleFunction<TokenPair> value) {
        return pairs.isEmpty() ? null : Double.valueOf(pairs.stream().mapToDouble(value).sum() / pairs.size());
    }
}
