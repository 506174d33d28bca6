package gymscope.tokens.comparison;

import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens of two traces belong to each other: stretches that are equal and stretches that are not, in order, so that
 * both traces are covered.
 *
 * <p>What both begin and end with is taken off; between them the shortest edit is found (Myers, An O(ND) Difference
 * Algorithm, 1986). Where the two differ so much that this would take too long, they are brought together again at runs of
 * tokens that occur once in each (as in patience diff).
 *
 * @param blocks in order; an equal one has spans of one length, and equal and changed ones take turns
 */
public record Alignment(List<Block> blocks) {

    /**
     * A stretch of both traces.
     *
     * @param first positions in the first trace
     * @param second positions in the second trace
     * @param same whether the tokens are equal
     */
    public record Block(Span first, Span second, boolean same) {}

    public Alignment {
        blocks = List.copyOf(blocks);
    }

    /** Aligns the tokens of two traces. */
    public static Alignment of(List<TraceToken> first, List<TraceToken> second) {
        Numbering numbering = new Numbering(first, second);
        return of(numbering.first, numbering.second);
    }

    /** Aligns two sequences of numbers, for instance token ids. */
    public static Alignment of(int[] first, int[] second) {
        return new Alignment(new EditScript(first, second).blocks());
    }

    /** Positions of tokens that are equal, as pairs of first and second. */
    public int equalTokens() {
        return blocks.stream().filter(Block::same).mapToInt(block -> block.first().end() - block.first().start()).sum();
    }

    /** The first stretch that differs, null when the two are equal. */
    public @Nullable Block firstChange() {
        return blocks.stream().filter(block -> !block.same()).findFirst().orElse(null);
    }

    /**
     * Gives equal tokens equal numbers. Ids are used where every token of both traces has one; else bytes or text, since a
     * token with an id and one without can only be compared by what they say.
     */
    private static final class Numbering {

        private final Map<Object, Integer> numbers = new HashMap<>();
        private final boolean byId;
        private final int[] first;
        private final int[] second;

        Numbering(List<TraceToken> first, List<TraceToken> second) {
            byId = first.stream().allMatch(token -> token.id() != null) && second.stream().allMatch(token -> token.id() != null);
            this.first = numbers(first);
            this.second = numbers(second);
        }

        private int[] numbers(List<TraceToken> tokens) {
            List<Integer> found = new ArrayList<>(tokens.size());
            for (TraceToken token : tokens) {
                found.add(numbers.computeIfAbsent(key(token), key -> numbers.size()));
            }
            return found.stream().mapToInt(Integer::intValue).toArray();
        }

        private Object key(TraceToken token) {
            if (byId) {
                return Objects.requireNonNull(token.id());
            }
            return token.bytes() != null && !token.bytes().isText() ? token.bytes() : token.text();
        }
    }
}
