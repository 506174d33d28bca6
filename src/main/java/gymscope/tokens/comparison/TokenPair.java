package gymscope.tokens.comparison;

import gymscope.tokens.TraceToken;

/**
 * One token in two traces, scored in both.
 *
 * @param first as the first trace scores it: μ, the policy that drew it
 * @param second as the second trace scores it: π, the policy that is asked about it
 * @param logRatio log π − log μ, natural logarithm
 */
public record TokenPair(TraceToken first, TraceToken second, double logRatio) {

    /** π / μ: above 1 the second holds the token for more likely. */
    public double ratio() {
        return Math.exp(logRatio);
    }
}
