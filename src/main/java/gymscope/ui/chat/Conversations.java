package gymscope.ui.chat;

import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.ConversationTree.Entry;
import gymscope.ui.chat.conversation.SavedConversation;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.TurnDrafts;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conversations, of which one is in front, and what of it is shown. Their texts are kept over a restart; the tokens of
 * their answers are in the history of exchanges. UI thread only.
 */
final class Conversations {

    private static final String KEY = "chat.conversations";
    private static final int MOST = 30;
    private static final int TITLE = 48;

    private final WindowState state;
    private final List<ConversationTree<Turn>> all = new ArrayList<>();
    private final ReadOnlyObjectWrapper<ConversationTree<Turn>> tree = new ReadOnlyObjectWrapper<>(this, "tree",
            ConversationTree.empty());
    private final ObservableList<Turn> turns = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable AnswerTurn> selected = new SimpleObjectProperty<>(this, "selected");
    private final TurnDrafts drafts = new TurnDrafts();
    private int front;

    Conversations(WindowState state) {
        this.state = state;
        restore();
    }

    /** The conversation in front. */
    ReadOnlyObjectProperty<ConversationTree<Turn>> treeProperty() {
        return tree.getReadOnlyProperty();
    }

    ConversationTree<Turn> tree() {
        return tree.get();
    }

    /** The turns that are shown, the last one last. */
    ObservableList<Turn> turns() {
        return turns;
    }

    /** The answer that is looked at, null for none. */
    ObjectProperty<@Nullable AnswerTurn> selectedProperty() {
        return selected;
    }

    /** What the conversations are called, by their beginning. */
    List<String> titles() {
        return all.stream().map(Conversations::title).toList();
    }

    /** The place of the conversation in front. */
    int front() {
        return front;
    }

    /** Shows another state of the conversation in front. */
    void show(ConversationTree<Turn> newTree) {
        all.set(front, newTree);
        tree.set(newTree);
        keepCommonStart(newTree.path().stream().map(Entry::turn).toList());
        AnswerTurn looked = selected.get();
        if (looked != null && !turns.contains(looked)) {
            selected.set(lastAnswer());
        }
        keep();
    }

    /** Shows the branch of a turn. */
    void choose(int id) {
        show(tree.get().choose(id));
    }

    /** Begins another conversation and puts it in front. */
    void begin() {
        if (!tree.get().isEmpty()) {
            all.addFirst(ConversationTree.empty());
            if (all.size() > MOST) {
                all.removeLast();
            }
        }
        open(0);
    }

    /** Puts a conversation in front. */
    void open(int place) {
        front = place;
        selected.set(null);
        turns.clear();
        show(all.get(place));
    }

    /** The turns up to one, itself included. */
    List<Turn> pathTo(Turn turn) {
        Integer id = tree.get().idOf(turn);
        return id == null ? List.of() : tree.get().pathTo(id).stream().map(Entry::turn).toList();
    }

    /** The last answer that is shown, null before the first. */
    @Nullable
    AnswerTurn lastAnswer() {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i) instanceof AnswerTurn answer) {
                return answer;
            }
        }
        return null;
    }

    /** The last turn that is shown if it is an answer, else null. */
    @Nullable
    AnswerTurn lastIfAnswer() {
        return !turns.isEmpty() && turns.getLast() instanceof AnswerTurn answer ? answer : null;
    }

    /** The exchanges of all shown answers that ended, in order. */
    List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn instanceof AnswerTurn answer) {
                exchanges.addAll(answer.exchanges());
            }
        }
        return exchanges;
    }

    /** What is being written at the turns; {@link #changed} keeps it. */
    TurnDrafts drafts() {
        return drafts;
    }

    /** A turn of it changed: keeps it. */
    void changed() {
        keep();
    }

    /** Turns that stay are not touched, so that nothing on screen is made anew. */
    private void keepCommonStart(List<Turn> now) {
        int same = 0;
        while (same < turns.size() && same < now.size() && isSame(turns.get(same), now.get(same))) {
            same++;
        }
        if (same < turns.size()) {
            turns.remove(same, turns.size());
        }
        turns.addAll(now.subList(same, now.size()));
    }

    private void keep() {
        ArrayNode list = Json.array();
        all.stream().filter(conversation -> !conversation.isEmpty())
                .map(conversation -> SavedConversation.toJson(conversation, drafts)).forEach(list::add);
        ObjectNode kept = Json.object().put("front", front);
        kept.set("list", list);
        state.put(KEY, kept);
    }

    private void restore() {
        JsonNode kept = Objects.requireNonNullElseGet(state.get(KEY), Json::object);
        for (JsonNode each : Json.elements(kept, "list")) {
            ConversationTree<Turn> conversation = SavedConversation.of(each, drafts);
            if (!conversation.isEmpty()) {
                all.add(conversation);
            }
        }
        if (all.isEmpty()) {
            all.add(ConversationTree.empty());
        }
        front = Math.clamp(kept.path("front").asInt(0), 0, all.size() - 1);
        tree.set(all.get(front));
        keepCommonStart(tree.get().path().stream().map(Entry::turn).toList());
    }

    private static String title(ConversationTree<Turn> conversation) {
        List<Entry<Turn>> path = conversation.path();
        if (path.isEmpty()) {
            return "New conversation";
        }
        String gist = path.getFirst().turn().gist().lines().findFirst().orElse("");
        return gist.length() > TITLE ? gist.substring(0, TITLE - 1) + "…" : gist;
    }

    @SuppressWarnings("ReferenceEquality") // two equal turns at two places are two turns
    private static boolean isSame(Turn one, Turn other) {
        return one == other;
    }
}
