package gymscope.parsing.engine;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format as a table: which literal marker does what in which state. A marker without an entry for the present state is text of
 * that state. Built once, then only read.
 */
final class Grammar {

    /** Special tokens of tokenizers that reach no field, wherever they stand. */
    private static final List<String> SPECIAL = List.of("<bos>", "<eos>", "<|im_start|>", "<|im_end|>", "<|endoftext|>",
            "<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>");

    private final State initial;
    private final ArgumentStyle arguments;
    private final Map<State, Map<String, Transition>> table = new EnumMap<>(State.class);
    private final Set<String> literals = new HashSet<>();
    private final Set<String> callMarkers = new HashSet<>();
    private final Set<String> dropped = new HashSet<>(SPECIAL);
    private CallNames names = CallNames.TRIMMED;
    private boolean keepsReasoningSpace;
    private boolean keepsContentSpace;
    private boolean checksNames;
    private String reasoningLabel = "";
    private @Nullable MarkerTree tree;

    /**
     * An empty table.
     *
     * @param initial where a whole answer begins
     * @param arguments how arguments are written
     */
    Grammar(State initial, ArgumentStyle arguments) {
        this.initial = initial;
        this.arguments = arguments;
    }

    /** Adds an entry. */
    Grammar on(State state, String literal, State next, Signal... signals) {
        literals.add(literal);
        table.computeIfAbsent(state, ignored -> new HashMap<>()).put(literal, new Transition(next, List.of(signals)));
        if (state.isCall() || next.isCall()) {
            callMarkers.add(literal);
        }
        return this;
    }

    /** A marker that does nothing but must be told from longer or shorter ones. */
    Grammar knows(String literal) {
        literals.add(literal);
        return this;
    }

    /** White space at the end of reasoning is reasoning; else it is nothing. */
    Grammar keepingReasoningSpace() {
        keepsReasoningSpace = true;
        return this;
    }

    /** White space around content is kept where there are calls. */
    Grammar keepingContentSpace() {
        keepsContentSpace = true;
        return this;
    }

    /** Calls of tools that the request does not have are none. */
    Grammar checkingNames() {
        checksNames = true;
        return this;
    }

    /** A text at the beginning of reasoning that belongs to the markers. */
    Grammar labelled(String label) {
        reasoningLabel = label;
        return this;
    }

    /** How the text between a call's markers names the tool. */
    Grammar naming(CallNames rule) {
        names = rule;
        return this;
    }

    State initial() {
        return initial;
    }

    ArgumentStyle arguments() {
        return arguments;
    }

    CallNames names() {
        return names;
    }

    boolean keepsReasoningSpace() {
        return keepsReasoningSpace;
    }

    boolean keepsContentSpace() {
        return keepsContentSpace;
    }

    boolean checksNames() {
        return checksNames;
    }

    String reasoningLabel() {
        return reasoningLabel;
    }

    /** What the marker does, null when it is text in this state. */
    @Nullable
    Transition transition(State state, String literal) {
        Map<String, Transition> entries = table.get(state);
        return entries == null ? null : entries.get(literal);
    }

    /** Whether the marker leads into, through or out of calls. */
    boolean isCallMarker(String literal) {
        return callMarkers.contains(literal);
    }

    /** Whether the marker is a special token that reaches no field. */
    boolean drops(String literal) {
        return dropped.contains(literal) && !literals.contains(literal);
    }

    /** All markers. */
    synchronized MarkerTree tree() {
        if (tree == null) {
            Set<String> all = new HashSet<>(literals);
            all.addAll(dropped);
            tree = new MarkerTree(all);
        }
        return tree;
    }
}
