package gymscope.ui.chat.samples;

import gymscope.tokens.SampleTree;
import gymscope.tokens.TokenTrace;
import gymscope.ui.chat.conversation.AnswerTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A node of a tree of samples as a line.
 *
 * @param level how many forks stand before it
 * @param samples how many samples the whole tree has
 * @param folded whether what is below it is left out
 * @param first the first sample that goes through it
 * @param prefix that sample up to the end of the node
 */
public record SampleRow(SampleTree.Node node, int level, int samples, boolean folded, AnswerTurn first, TokenTrace prefix) {

    /** A tree with the samples that it is of. */
    record Merged(SampleTree tree, List<AnswerTurn> turns, List<TokenTrace> traces) {}

    /** What a node is known by while the tree grows: where it begins and its first sample. */
    List<Integer> key() {
        return List.of(node.depth(), node.members().getFirst());
    }

    /** Its share of all samples, from 0 to 1. */
    public double share() {
        return node.count() / (double) samples;
    }

    /** Whether samples part below it. */
    public boolean parts() {
        return !node.children().isEmpty();
    }

    /** The lines of a tree from top to bottom. A beginning that all samples share has a line of its own. */
    static List<SampleRow> rows(Merged merged, Set<List<Integer>> folded) {
        SampleTree tree = merged.tree();
        List<SampleRow> rows = new ArrayList<>();
        if (tree.samples() > 0 && (!tree.root().tokens().isEmpty() || tree.root().ended() > 0)) {
            add(tree.root(), 0, merged, folded, rows);
        } else {
            tree.root().children().forEach(child -> add(child, 0, merged, folded, rows));
        }
        return rows;
    }

    private static void add(SampleTree.Node node, int level, Merged merged, Set<List<Integer>> folded, List<SampleRow> rows) {
        int first = node.members().getFirst();
        TokenTrace prefix = new TokenTrace(
                merged.traces().get(first).tokens().subList(0, node.depth() + node.tokens().size()));
        int samples = merged.tree().samples();
        SampleRow open = new SampleRow(node, level, samples, false, merged.turns().get(first), prefix);
        boolean closed = folded.contains(open.key()) && open.parts();
        rows.add(closed ? new SampleRow(node, level, samples, true, open.first(), prefix) : open);
        if (!closed) {
            node.children().forEach(child -> add(child, level + 1, merged, folded, rows));
        }
    }
}
