package gymscope.ui.chat.samples;

import gymscope.client.Endpoint;
import gymscope.tokens.SampleTree;
import gymscope.tokens.TokenTrace;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.Asker;
import gymscope.ui.chat.conversation.ChatRequest;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.endpoint.Offers;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.chat.settings.RequestSettings;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Up to 64 answers to one prompt, merged where they begin alike. UI thread only; eight are asked for at a time, on threads
 * of their own.
 */
public final class SamplesModel {

    /** How many samples can be taken. */
    public static final List<Integer> COUNTS = List.of(4, 8, 16, 32, 64);

    private static final int AT_A_TIME = 8;

    /**
     * What is known of the samples.
     *
     * @param asked how many are wanted
     * @param merged the turns that are in the tree, in the order of its members
     * @param failed how many failed
     * @param words whether the tree is of words, because the endpoint told no tokens
     * @param note what is to be said of them, empty for nothing
     */
    public record Merged(int asked, List<AnswerTurn> merged, int failed, boolean words, SampleTree tree, String note) {

        static final Merged NONE = new Merged(0, List.of(), 0, false, SampleTree.of(List.of()), "");
    }

    private final Asker asker;
    private final ChatSettings settings;
    private final Supplier<@Nullable Endpoint> endpoint;
    private final ObjectProperty<Integer> count = new SimpleObjectProperty<>(this, "count", COUNTS.get(1));
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<Merged> merged = new ReadOnlyObjectWrapper<>(this, "merged", Merged.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ObservableList<SampleRow> rows = FXCollections.observableArrayList();
    private final Set<List<Integer>> folded = new HashSet<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Map<AnswerTurn, Runnable> stops = new HashMap<>();
    private List<AnswerTurn> turns = List.of();
    private List<Turn> prompt = List.of();
    private SampleRow.Merged lines = new SampleRow.Merged(SampleTree.of(List.of()), List.of(), List.of());
    private String note = "";

    /** @param endpoint the endpoint with its model, null when none is chosen */
    public SamplesModel(Asker asker, ChatSettings settings, Supplier<@Nullable Endpoint> endpoint) {
        this.asker = asker;
        this.settings = settings;
        this.endpoint = endpoint;
    }

    /** How many samples are taken; one of {@link #COUNTS}. */
    public ObjectProperty<Integer> countProperty() {
        return count;
    }

    /** Whether samples still come in. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What is merged so far. */
    public ReadOnlyObjectProperty<Merged> mergedProperty() {
        return merged.getReadOnlyProperty();
    }

    /** Why no samples were taken, null when they were. */
    public ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The tree's nodes in lines, folded ones without what is below them. */
    public ObservableList<SampleRow> rows() {
        return rows;
    }

    /** The conversation that was sampled, its last turn the user's. */
    public List<Turn> prompt() {
        return prompt;
    }

    /** Takes samples of the answer to a conversation; whether it could. */
    public boolean take(List<Turn> conversation) {
        if (running.get()) {
            return false;
        }
        try {
            Endpoint target = endpoint.get();
            if (target == null) {
                throw new Fault("No endpoint is chosen.", "Choose one at the top, or start a server.");
            }
            if (conversation.isEmpty()) {
                throw new Fault("There is nothing to sample.", "Write a message below.");
            }
            RequestSettings request = settings.request();
            begin(target, request, conversation);
            return true;
        } catch (Fault refused) {
            problem.set(refused);
            return false;
        }
    }

    private void begin(Endpoint target, RequestSettings request, List<Turn> conversation) {
        List<ChatRequest> requests = new ArrayList<>();
        Offers offers = asker.knowledge().of(target);
        for (int i = 0; i < count.get(); i++) {
            requests.add(ChatRequest.of(target.model(), offers, seeded(request, i), conversation));
        }
        problem.set(null);
        prompt = List.copyOf(conversation);
        note = request.members().has("seed")
                ? "seed %s and the numbers after it, one a sample".formatted(request.members().get("seed"))
                : "";
        turns = requests.stream().map(any -> new AnswerTurn(target.name())).toList();
        folded.clear();
        for (int i = 0; i < requests.size(); i++) {
            AnswerTurn turn = turns.get(i);
            ChatRequest each = requests.get(i);
            waiting.add(() -> stops.put(turn, asker.ask(target, each, turn, () -> {
                stops.remove(turn);
                next();
                merge();
            })));
        }
        for (int i = 0; i < AT_A_TIME; i++) {
            next();
        }
        merge();
    }

    /** Ends the samples that come in; those that are whole stay. */
    public void stop() {
        waiting.clear();
        List.copyOf(stops.values()).forEach(Runnable::run);
        running.set(!stops.isEmpty());
    }

    /** Folds a node of the tree, or unfolds it. */
    public void toggle(SampleRow row) {
        if (!folded.remove(row.key())) {
            folded.add(row.key());
        }
        rows.setAll(SampleRow.rows(lines, folded));
    }

    /** Forgets why no samples were taken. */
    public void clearProblem() {
        problem.set(null);
    }

    private void next() {
        Runnable ask = waiting.poll();
        if (ask != null) {
            ask.run();
        }
        running.set(!stops.isEmpty() || !waiting.isEmpty());
    }

    private void merge() {
        List<AnswerTurn> whole = turns.stream().filter(turn -> turn.state() == State.DONE).toList();
        int failed = (int) turns.stream().filter(turn -> turn.state() == State.FAILED).count();
        boolean words = whole.stream().anyMatch(turn -> turn.answer().trace().isEmpty());
        List<TokenTrace> traces = whole.stream()
                .map(turn -> words ? WordTrace.of(turn.answer().content()) : turn.answer().trace()).toList();
        SampleTree tree = SampleTree.of(traces);
        lines = new SampleRow.Merged(tree, whole, traces);
        merged.set(new Merged(turns.size(), whole, failed, words, tree, note));
        rows.setAll(SampleRow.rows(lines, folded));
        if (whole.isEmpty() && failed == turns.size() && failed > 0) {
            problem.set(new Fault("All %d samples failed: %s".formatted(failed, turns.getFirst().failure()), ""));
        }
    }

    /** A fixed seed would give the same sample each time: each gets the next number, as vLLM does for {@code n}. */
    private static RequestSettings seeded(RequestSettings settings, int sample) {
        if (!settings.members().has("seed")) {
            return settings;
        }
        ObjectNode members = Json.shallowCopy(settings.members());
        members.put("seed", members.get("seed").asLong() + sample);
        return new RequestSettings(settings.system(), settings.tools(), members, settings.forms(), settings.logprobs());
    }
}
