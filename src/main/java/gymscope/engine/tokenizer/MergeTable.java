package gymscope.engine.tokenizer;

import gymscope.wire.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The merges of a byte-pair encoding. Symbols are numbered: tokens by their ids, texts that only occur on the way to a
 * token by numbers above them.
 */
final class MergeTable {

    /** Two neighbours that may become one; the earliest merge first, equal ones from the left. */
    private record Candidate(int rank, int left, int right, int leftSymbol, int rightSymbol) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            return rank != other.rank ? Integer.compare(rank, other.rank) : Integer.compare(left, other.left);
        }
    }

    private record Merge(int rank, int symbol) {}

    private final Map<String, Integer> symbols;
    private final List<String> texts;
    private final Map<Long, Merge> merges = new HashMap<>();

    /**
     * @param tokens the texts of the vocabulary's tokens by id, in the byte alphabet
     * @param ids the ids of the tokens that may come out of merging
     * @param lines pairs of texts with a space between, the first merge first
     */
    MergeTable(List<String> tokens, Map<String, Integer> ids, List<String> lines) {
        symbols = new HashMap<>(ids);
        texts = new ArrayList<>(tokens);
        for (int rank = 0; rank < lines.size(); rank++) {
            String line = lines.get(rank);
            int space = line.indexOf(' ', 1);
            if (space < 0) {
                throw new Fault("Merge " + rank + " of the model's tokenizer is not a pair: \"" + line + "\".",
                        "Use a file made by llama.cpp's converter.");
            }
            String left = line.substring(0, space);
            String right = line.substring(space + 1);
            merges.putIfAbsent(pair(symbol(left), symbol(right)), new Merge(rank, symbol(left + right)));
        }
    }

    /** The symbols that a piece of text in the byte alphabet becomes; a number above the vocabulary is no token. */
    int[] merge(String piece) {
        int length = piece.length();
        int[] symbol = new int[length];
        int[] previous = new int[length];
        int[] next = new int[length];
        for (int i = 0; i < length; i++) {
            symbol[i] = symbols.getOrDefault(piece.substring(i, i + 1), -1);
            previous[i] = i - 1;
            next[i] = i + 1 < length ? i + 1 : -1;
        }
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        for (int i = 0; i + 1 < length; i++) {
            offer(queue, symbol, i, i + 1);
        }
        int left = length;
        for (Candidate best = queue.poll(); best != null; best = queue.poll()) {
            boolean stale = symbol[best.left] != best.leftSymbol || symbol[best.right] != best.rightSymbol
                    || next[best.left] != best.right;
            Merge merge = stale ? null : merges.get(pair(best.leftSymbol, best.rightSymbol));
            if (merge == null) {
                continue;
            }
            symbol[best.left] = merge.symbol;
            symbol[best.right] = -1;
            next[best.left] = next[best.right];
            if (next[best.left] >= 0) {
                previous[next[best.left]] = best.left;
                offer(queue, symbol, best.left, next[best.left]);
            }
            if (previous[best.left] >= 0) {
                offer(queue, symbol, previous[best.left], best.left);
            }
            left--;
        }
        int[] merged = new int[left];
        for (int i = 0, at = 0; at < length && i < left; i++, at = next[at]) {
            merged[i] = symbol[at];
        }
        return merged;
    }

    /** What a symbol stands for, in the byte alphabet. */
    String text(int symbol) {
        return texts.get(symbol);
    }

    private void offer(PriorityQueue<Candidate> queue, int[] symbol, int left, int right) {
        Merge merge = merges.get(pair(symbol[left], symbol[right]));
        if (merge != null) {
            queue.add(new Candidate(merge.rank, left, right, symbol[left], symbol[right]));
        }
    }

    private int symbol(String text) {
        return symbols.computeIfAbsent(text, added -> {
            texts.add(added);
            return texts.size() - 1;
        });
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | Integer.toUnsignedLong(right);
    }
}
