package gymscope.ui.chat.conversation;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is being written at turns: the turn's own text anew, or the answer to one of its tool calls. UI thread only. */
public final class TurnDrafts {

    /** The place of the turn's own text; a tool call's place is its number. */
    public static final int TEXT = -1;

    private final IdentityHashMap<Turn, Map<Integer, String>> byTurn = new IdentityHashMap<>();

    /** What is written at a place of a turn, empty when nothing is. */
    public String get(Turn turn, int place) {
        return byTurn.getOrDefault(turn, Map.of()).getOrDefault(place, "");
    }

    /** Keeps what is written; empty forgets it. */
    public void put(Turn turn, int place, String text) {
        Map<Integer, String> drafts = byTurn.computeIfAbsent(turn, any -> new TreeMap<>());
        if (text.isEmpty()) {
            drafts.remove(place);
        } else {
            drafts.put(place, text);
        }
    }

    /** Everything that is written at a turn, by place. */
    Map<Integer, String> of(Turn turn) {
        return byTurn.getOrDefault(turn, Map.of());
    }
}
