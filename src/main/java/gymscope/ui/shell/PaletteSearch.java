package gymscope.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds actions by what is typed: words in a row, at the start of a word first. A sign at the start narrows to its group. */
final class PaletteSearch {

    private static final int MOST_IN_GROUP = 6;

    /**
     * An action with the letters of its title that were hit.
     *
     * @param from first letter hit, −1 when nothing was typed
     * @param to one past the last letter hit
     */
    record Hit(Action action, int from, int to) {

        /** The lower the better: the beginning, then the beginning of a word, then the inside of one. */
        int rank() {
            if (from <= 0) {
                return 0;
            }
            return Character.isLetterOrDigit(action.title().charAt(from - 1)) ? 2 : 1;
        }
    }

    private final List<Action> actions;

    PaletteSearch(List<Action> actions) {
        this.actions = List.copyOf(actions);
    }

    /** How many actions there are. */
    int size() {
        return actions.size();
    }

    /** The best hits, by group in the palette's order. */
    List<Hit> find(String typed) {
        Action.Group only = groupOf(typed);
        String words = (only == null ? typed : typed.strip().substring(1)).strip().toLowerCase(Locale.ROOT);
        List<Hit> found = new ArrayList<>();
        for (Action.Group group : Action.Group.values()) {
            if (only == null || only == group) {
                actions.stream().filter(action -> action.group() == group).map(action -> hit(action, words))
                        .filter(hit -> hit.to() >= 0)
                        .sorted(Comparator.comparingInt(Hit::rank)).limit(only == null ? MOST_IN_GROUP : Integer.MAX_VALUE)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Hit hit(Action action, String words) {
        if (words.isEmpty()) {
            return new Hit(action, -1, 0);
        }
        String title = action.title().toLowerCase(Locale.ROOT);
        int best = -1;
        for (int at = title.indexOf(words); at >= 0; at = title.indexOf(words, at + 1)) {
            boolean startsWord = at == 0 || !Character.isLetterOrDigit(title.charAt(at - 1));
            if (best < 0 || startsWord) {
                best = at;
            }
            if (startsWord) {
                break;
            }
        }
        return new Hit(action, best, best < 0 ? -1 : best + words.length());
    }

    private static Action.@Nullable Group groupOf(String typed) {
        for (Action.Group group : Action.Group.values()) {
            if (!group.sign().isEmpty() && typed.strip().startsWith(group.sign())) {
                return group;
            }
        }
        return null;
    }
}
