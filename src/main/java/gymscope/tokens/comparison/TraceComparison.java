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
 * <p>Probabilities may be held against each other only where both were computed after the same tokens. So {@link #ratios}
 * ends at the first difference; {@link #later} has the equal tokens after it, whose gaps come from the context too.
 *
 * @param alignment which tokens are the same
 * @param divergence where the two part, null when they are the same tokens
 * @param ratios log probabilities of the tokens before the first difference that both score; none when the prompts differ
 * @param later the same for equal tokens in different contexts
 * @param unscored tokens that both have, but that one of them does not score or has at the floor
 */
public record TraceComparison(TokenTrace first, TokenTrace second, Alignment alignment, @Nullable Divergence divergence,
        LogRatios ratios, LogRatios later, int unscored) {

    /** Compares two traces. */
    public static TraceComparison of(TokenTrace first, TokenTrace second) {
        Alignment alignment = Alignment.of(first.tokens(), second.tokens());
        Divergence divergence = divergence(first, second, alignment);
        int shared = promptsDiffer(first, second) ? 0 : divergence == null ? first.size() : divergence.position();
        List<TokenPair> pairs = new ArrayList<>();
        List<TokenPair> later = new ArrayList<>();
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
                    (block.first().start() + i < shared ? pairs : later).add(new TokenPair(one, other, theirs - ours));
                }
            }
        }
        return new TraceComparison(first, second, alignment, divergence, new LogRatios(pairs), new LogRatios(later), unscored);
    }

    /** Whether both prompts are told and are not the same. */
    public boolean promptsDiffer() {
        return promptsDiffer(first, second);
    }

    private static boolean promptsDiffer(TokenTrace first, TokenTrace second) {
        return !first.promptIds().isEmpty() && !second.promptIds().isEmpty() && !first.promptIds().equals(second.promptIds());
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
