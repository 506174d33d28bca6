package gymscope.tokens.comparison;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Alignment.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two traces laid over each other. The first is μ, the policy that drew the tokens; the second is π, the one that is asked
 * about them (another server, another build, the trainer).
 *
 * @param alignment which tokens are the same
 * @param divergence where the two part, null when they are the same tokens
 * @param ratios log probabilities of the tokens that both have and both score
 * @param unscored tokens that both have, but that one of them does not score or has at the floor
 */
public record TraceComparison(TokenTrace first, TokenTrace second, Alignment alignment, @Nullable Divergence divergence,
        LogRatios ratios, int unscored) {

    /** Compares two traces. */
    public static TraceComparison of(TokenTrace first, TokenTrace second) {
        Alignment alignment = Alignment.of(first.tokens(), second.tokens());
        List<TokenPair> pairs = new ArrayList<>();
        int unscored = 0;
        for (Block block : alignment.blocks()) {
            for (int i = 0; block.same() && i < block.first().end() - block.first().start(); i++) {
                TraceToken one = first.tokens().get(block.first().start() + i);
                TraceToken other = second.tokens().get(block.second().start() + i);
                Double ours = one.logprob();
                Double theirs = other.logprob();
                if (ours == null || theirs == null || one.floored() || other.floored()) {
                    unscored++;
                } else {
                    pairs.add(new TokenPair(one, other, theirs - ours));
                }
            }
        }
        return new TraceComparison(first, second, alignment, divergence(first, second, alignment), new LogRatios(pairs),
                unscored);
    }

    /** Whether both are the same tokens in the same order. */
    public boolean sameTokens() {
        return divergence == null;
    }

    private static @Nullable Divergence divergence(TokenTrace first, TokenTrace second, Alignment alignment) {
        Block change = alignment.firstChange();
        if (change == null) {
            return null;
        }
        int position = change.first().start();
        return new Divergence(position, at(first, position), at(second, position));
    }

    private static @Nullable TraceToken at(TokenTrace trace, int position) {
        return position < trace.size() ? trace.tokens().get(position) : null;
    }
}
