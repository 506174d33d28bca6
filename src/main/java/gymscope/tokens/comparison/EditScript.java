package gymscope.tokens.comparison;

import gymscope.tokens.comparison.Alignment.Block;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what two sequences have in common, in order. */
final class EditScript {

    /** Edits of the shortest script that is searched for; memory grows with its square. */
    private static final int MOST_EDITS = 1500;
    /** Length of the runs at which two very different sequences are brought together. */
    private static final int RUN = 4;

    private final int[] first;
    private final int[] second;
    private final List<Block> blocks = new ArrayList<>();

    EditScript(int[] first, int[] second) {
        this.first = first;
        this.second = second;
    }

    List<Block> blocks() {
        compare(new Span(0, first.length), new Span(0, second.length), true);
        return blocks;
    }

    private void compare(Span one, Span other, boolean mayResynchronise) {
        int start = 0;
        int most = Math.min(length(one), length(other));
        while (start < most && first[one.start() + start] == second[other.start() + start]) {
            start++;
        }
        int end = 0;
        while (end < most - start && first[one.end() - 1 - end] == second[other.end() - 1 - end]) {
            end++;
        }
        add(one.start(), other.start(), start, start, true);
        between(new Span(one.start() + start, one.end() - end), new Span(other.start() + start, other.end() - end),
                mayResynchronise);
        add(one.end() - end, other.end() - end, end, end, true);
    }

    private void between(Span one, Span other, boolean mayResynchronise) {
        if (length(one) == 0 || length(other) == 0) {
            add(one.start(), other.start(), length(one), length(other), false);
        } else if (!shortest(one, other)) {
            if (mayResynchronise) {
                resynchronise(one, other);
            } else {
                add(one.start(), other.start(), length(one), length(other), false);
            }
        }
    }

    /** Myers' greedy search; false when it takes more than {@link #MOST_EDITS} edits, and nothing was added then. */
    private boolean shortest(Span one, Span other) {
        int rows = length(one);
        int columns = length(other);
        int limit = Math.min(MOST_EDITS, rows + columns);
        int[] furthest = new int[2 * limit + 3];
        List<int[]> trace = new ArrayList<>();
        for (int edits = 0; edits <= limit; edits++) {
            trace.add(Arrays.copyOfRange(furthest, limit + 1 - edits, limit + 2 + edits));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int at = limit + 1 + diagonal;
                boolean down = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]);
                int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
                int y = x - diagonal;
                while (x < rows && y < columns && x >= 0 && y >= 0 && first[one.start() + x] == second[other.start() + y]) {
                    x++;
                    y++;
                }
                furthest[at] = x;
                if (x >= rows && y >= columns) {
                    addPath(trace, edits, one, other);
                    return true;
                }
            }
        }
        return false;
    }

    /** Walks the search back and adds its blocks in order. */
    private void addPath(List<int[]> trace, int edits, Span one, Span other) {
        List<int[]> equal = new ArrayList<>();
        int x = length(one);
        int y = length(other);
        for (int left = edits; left > 0; left--) {
            int[] furthest = trace.get(left);
            int diagonal = x - y;
            boolean down = diagonal == -left
                    || (diagonal != left && furthest[left + diagonal - 1] < furthest[left + diagonal + 1]);
            int before = down ? diagonal + 1 : diagonal - 1;
            int fromX = furthest[left + before];
            int fromY = fromX - before;
            int startX = down ? fromX : fromX + 1;
            equal.add(new int[]{startX, down ? fromY + 1 : fromY, x - startX});
            x = fromX;
            y = fromY;
        }
        equal.add(new int[]{0, 0, x});
        int nextX = 0;
        int nextY = 0;
        for (int[] run : equal.reversed()) {
            if (run[2] > 0) {
                add(one.start() + nextX, other.start() + nextY, run[0] - nextX, run[1] - nextY, false);
                add(one.start() + run[0], other.start() + run[1], run[2], run[2], true);
                nextX = run[0] + run[2];
                nextY = run[1] + run[2];
            }
        }
        add(one.start() + nextX, other.start() + nextY, length(one) - nextX, length(other) - nextY, false);
    }

    private void resynchronise(Span one, Span other) {
        int nextFirst = one.start();
        int nextSecond = other.start();
        for (int[] anchor : anchors(one, other)) {
            if (anchor[0] >= nextFirst && anchor[1] >= nextSecond) {
                compare(new Span(nextFirst, anchor[0]), new Span(nextSecond, anchor[1]), false);
                add(anchor[0], anchor[1], RUN, RUN, true);
                nextFirst = anchor[0] + RUN;
                nextSecond = anchor[1] + RUN;
            }
        }
        compare(new Span(nextFirst, one.end()), new Span(nextSecond, other.end()), false);
    }

    /** Runs that occur once in each, in an order that both keep: the longest such sequence. */
    private List<int[]> anchors(Span one, Span other) {
        Map<List<Integer>, Integer> ours = onceIn(first, one);
        Map<List<Integer>, Integer> theirs = onceIn(second, other);
        List<int[]> pairs = new ArrayList<>();
        ours.forEach((run, place) -> {
            Integer there = theirs.get(run);
            if (place >= 0 && there != null && there >= 0) {
                pairs.add(new int[]{place, there, -1});
            }
        });
        pairs.sort((a, b) -> Integer.compare(a[0], b[0]));
        List<Integer> tails = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = tails.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(tails.get(middle))[1] < pairs.get(i)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            pairs.get(i)[2] = low == 0 ? -1 : tails.get(low - 1);
            if (low == tails.size()) {
                tails.add(i);
            } else {
                tails.set(low, i);
            }
        }
        List<int[]> longest = new ArrayList<>();
        for (int at = tails.isEmpty() ? -1 : tails.getLast(); at >= 0; at = pairs.get(at)[2]) {
            longest.add(pairs.get(at));
        }
        return longest.reversed();
    }

    private static Map<List<Integer>, Integer> onceIn(int[] sequence, Span part) {
        Map<List<Integer>, Integer> places = new HashMap<>();
        for (int i = part.start(); i + RUN <= part.end(); i++) {
            List<Integer> run = Arrays.stream(sequence, i, i + RUN).boxed().toList();
            places.merge(run, i, (before, again) -> -1);
        }
        return places;
    }

    /** Adds a block, grown onto the last one when that is of its kind. */
    private void add(int at, int otherAt, int length, int otherLength, boolean same) {
        if (length == 0 && otherLength == 0) {
            return;
        }
        Span one = new Span(at, at + length);
        Span other = new Span(otherAt, otherAt + otherLength);
        if (!blocks.isEmpty() && blocks.getLast().same() == same) {
            Block before = blocks.removeLast();
            one = new Span(before.first().start(), one.end());
            other = new Span(before.second().start(), other.end());
        }
        blocks.add(new Block(one, other, same));
    }

    private static int length(Span span) {
        return span.end() - span.start();
    }
}
