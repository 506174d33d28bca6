package gymscope.ui.chat.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with all its branches. Immutable: what changes it gives another tree, and no turn ever leaves it. At each
 * turn one of the turns after it is chosen; from the beginning these choices make the path that is shown.
 *
 * @param entries every turn with the one before it, in the order in which they came
 * @param chosen by a turn's number the turn after it that is chosen, under −1 the chosen first one
 */
public record ConversationTree<T>(List<Entry<T>> entries, Map<Integer, Integer> chosen) {

    /** Stands before the first turn. */
    public static final int START = -1;

    /**
     * A turn at its place.
     *
     * @param id its number, from 0 in the order in which the turns came
     * @param parent the number of the turn before it, {@link #START} for a first one
     */
    public record Entry<T>(int id, int parent, T turn) {}

    public ConversationTree {
        entries = List.copyOf(entries);
        chosen = Map.copyOf(chosen);
    }

    /** A tree without turns. */
    public static <T> ConversationTree<T> empty() {
        return new ConversationTree<>(List.of(), Map.of());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The turns that are shown, the first one first. */
    public List<Entry<T>> path() {
        List<Entry<T>> path = new ArrayList<>();
        for (Integer next = chosen.get(START); next != null; next = chosen.get(next)) {
            path.add(entries.get(next));
        }
        return path;
    }

    /** The last turn that is shown, {@link #START} when there is none. */
    public int leaf() {
        List<Entry<T>> path = path();
        return path.isEmpty() ? START : path.getLast().id();
    }

    /** The turns from the beginning up to one, itself included; none for {@link #START}. */
    public List<Entry<T>> pathTo(int id) {
        List<Entry<T>> back = new ArrayList<>();
        for (int at = id; at != START; at = entries.get(at).parent()) {
            back.add(entries.get(at));
        }
        Collections.reverse(back);
        return back;
    }

    /** The tree with a turn after the one of this number, and chosen; the turn's number is {@code entries().size()}. */
    public ConversationTree<T> add(int parent, T turn) {
        if (parent != START) {
            Objects.checkIndex(parent, entries.size());
        }
        List<Entry<T>> more = new ArrayList<>(entries);
        more.add(new Entry<>(entries.size(), parent, turn));
        return new ConversationTree<>(more, chosen).choose(entries.size());
    }

    /** The tree with a turn at the end of what is shown. */
    public ConversationTree<T> append(T turn) {
        return add(leaf(), turn);
    }

    /** The tree with another turn in place of one, as a branch beside it. */
    public ConversationTree<T> branch(int id, T turn) {
        return add(entries.get(id).parent(), turn);
    }

    /** The tree that shows this turn, and after it what was shown there last. */
    public ConversationTree<T> choose(int id) {
        Map<Integer, Integer> now = new HashMap<>(chosen);
        pathTo(id).forEach(entry -> now.put(entry.parent(), entry.id()));
        return new ConversationTree<>(entries, now);
    }

    /** The turns that stand at the same place, the turn itself among them, in the order in which they came. */
    public List<Entry<T>> branchesAt(int id) {
        int parent = entries.get(id).parent();
        return entries.stream().filter(entry -> entry.parent() == parent).toList();
    }

    /** The last turns of all branches, in the order in which they came. */
    public List<Entry<T>> leaves() {
        List<Integer> parents = entries.stream().map(Entry::parent).toList();
        return entries.stream().filter(entry -> !parents.contains(entry.id())).toList();
    }

    /** The last turn before and at this one that has others at its place: the one that makes it a branch of its own. */
    public Entry<T> lastBranching(int id) {
        List<Entry<T>> path = pathTo(id);
        for (Entry<T> entry : path.reversed()) {
            if (branchesAt(entry.id()).size() > 1) {
                return entry;
            }
        }
        return path.getFirst();
    }

    /** The number of the turn that is this very object, null when it is not in the tree. */
    public @Nullable Integer idOf(T turn) {
        return entries.stream().filter(entry -> isSame(entry.turn(), turn)).map(Entry::id).findFirst().orElse(null);
    }

    @SuppressWarnings("ReferenceEquality") // two equal turns at two places are two turns
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
