package gymscope.tokens;

import org.jspecify.annotations.Nullable;

/**
 * What the listed tokens tell of the entropy of the whole distribution, in bits.
 *
 * <p>With listed probabilities pᵢ and r = 1 − Σ pᵢ left over, the entropy is Σ −pᵢ log₂ pᵢ plus what the rest adds. Least
 * is added when the rest is one single outcome, −r log₂ r: taking outcomes together never raises the entropy (grouping;
 * Cover and Thomas, Elements of Information Theory, 2.5). Most is added when the rest is spread evenly over the n tokens
 * that are not listed, r log₂(n / r) (the uniform distribution has the greatest entropy; 2.6). Both hold whatever the rest
 * looks like, and for any choice of listed tokens.
 *
 * @param lower the entropy is at least this
 * @param upper the entropy is at most this, for a vocabulary of the assumed size
 */
public record EntropyBounds(double lower, double upper) {

    /** Larger than any vocabulary in the field (Gemma 3 has 262,144 tokens); the upper bound grows with its logarithm only. */
    public static final int LARGEST_VOCABULARY = 1 << 20;

    private static final double LN2 = Math.log(2);
    private static final double EXACT = 1e-6;

    /** The bounds at a token, null when no alternatives are listed. */
    public static @Nullable EntropyBounds of(TraceToken token) {
        return of(token, LARGEST_VOCABULARY);
    }

    /**
     * The bounds at a token.
     *
     * @param vocabularySize how many tokens the model knows, at least the listed ones
     * @return null when no alternatives are listed
     */
    public static @Nullable EntropyBounds of(TraceToken token, int vocabularySize) {
        Double rest = token.restMass();
        if (rest == null) {
            return null;
        }
        boolean listed = token.itself() != null;
        Double own = token.probability();
        double known = listed || own == null ? 0 : part(own);
        for (Alternative alternative : token.alternatives()) {
            known += part(alternative.probability());
        }
        int unlisted = vocabularySize - token.alternatives().size() - (listed ? 0 : 1);
        double lower = Math.max(0, known + part(rest));
        double spread = rest <= 0 || unlisted < 1 ? part(rest) : rest * Math.log(unlisted / rest) / LN2;
        return new EntropyBounds(lower, Math.max(lower, known + spread));
    }

    /** Whether the two are the same to a millionth of a bit: the entropy itself is known. */
    public boolean isExact() {
        return upper - lower < EXACT;
    }

    private static double part(double probability) {
        return probability <= 0 ? 0 : -probability * Math.log(probability) / LN2;
    }
}
