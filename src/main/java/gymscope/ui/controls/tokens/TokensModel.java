package gymscope.ui.controls.tokens;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a token surface shows: the tokens, the quantity that colours them, what is selected, highlighted and searched for. It
 * has no controls. UI thread only, though no window is needed.
 */
public final class TokensModel {

    private final List<TraceToken> tokens = new ArrayList<>();
    private final List<TraceToken> shown = Collections.unmodifiableList(tokens);
    private final ReadOnlyIntegerWrapper edition = new ReadOnlyIntegerWrapper(this, "edition");
    private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper(this, "size");
    private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(this, "quantity", Quantity.SURPRISAL);
    private final BooleanProperty streaming = new SimpleBooleanProperty(this, "streaming");
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ReadOnlyObjectWrapper<List<Span>> finds = new ReadOnlyObjectWrapper<>(this, "finds", List.of());
    private final ReadOnlyObjectWrapper<@Nullable Highlight> highlight = new ReadOnlyObjectWrapper<>(this, "highlight");
    private final TokenSelection selection = new TokenSelection();
    private final TokenJumps jumps = new TokenJumps(this);
    private final Map<Quantity, QuantityValues> values = new EnumMap<>(Quantity.class);
    private List<Integer> promptIds = List.of();
    private TokenTally tally = new TokenTally();
    private List<Span> differences = List.of();
    private IntFunction<@Nullable String> notes = position -> null;

    public TokensModel() {
        query.addListener((property, before, now) -> search());
    }

    /** Shows a trace. One that begins with the tokens that are shown is an append: what stands keeps its place. */
    public void setTrace(TokenTrace trace) {
        promptIds = trace.promptIds();
        List<TraceToken> now = trace.tokens();
        int same = 0;
        while (same < tokens.size() && same < now.size() && now.get(same).equals(tokens.get(same))) {
            same++;
        }
        if (same < tokens.size()) {
            clear();
            same = 0;
        }
        append(same == 0 ? now : now.subList(same, now.size()));
    }

    /** Adds tokens at the end. */
    public void append(List<TraceToken> more) {
        if (more.isEmpty()) {
            return;
        }
        tokens.addAll(more);
        tally.add(more);
        size.set(tokens.size());
        if (!query.get().isEmpty()) {
            search();
        }
    }

    private void clear() {
        tokens.clear();
        values.clear();
        differences = List.of();
        tally = new TokenTally();
        selection.select(-1);
        highlight.set(null);
        finds.set(List.of());
        size.set(0);
        edition.set(edition.get() + 1);
    }

    /** The tokens, a view that grows. */
    public List<TraceToken> tokens() {
        return shown;
    }

    /** The tokens with the numbers of the prompt's, as they are now. */
    public TokenTrace trace() {
        return new TokenTrace(tokens, promptIds);
    }

    /** The numbers of the prompt's tokens, empty when not told. */
    public List<Integer> promptIds() {
        return promptIds;
    }

    /** Grows when other tokens take the place of the shown ones. */
    public ReadOnlyIntegerProperty editionProperty() {
        return edition.getReadOnlyProperty();
    }

    /** How many tokens there are. */
    public ReadOnlyIntegerProperty sizeProperty() {
        return size.getReadOnlyProperty();
    }

    /** Counts and sums. */
    public TokenTally tally() {
        return tally;
    }

    /** What the colours tell. */
    public ObjectProperty<Quantity> quantityProperty() {
        return quantity;
    }

    /** Whether more tokens are on their way. */
    public BooleanProperty streamingProperty() {
        return streaming;
    }

    /** What is selected. */
    public TokenSelection selection() {
        return selection;
    }

    /** The selected text, the whole when nothing is selected. */
    public String selectedText() {
        Span span = selection.isEmpty() ? new Span(0, tokens.size()) : selection.positions();
        return new TokenTrace(tokens.subList(span.start(), span.end())).text();
    }

    /** Where one can jump to. */
    public TokenJumps jumps() {
        return jumps;
    }

    /** What stands out, null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Highlight> highlightProperty() {
        return highlight.getReadOnlyProperty();
    }

    /**
     * Lets tokens stand out, by position, and tells their joint probability.
     *
     * @param what what they are, such as {@code priority of set_priority}
     */
    public Highlight highlight(String what, List<Span> positions) {
        Highlight made = Highlight.of(tokens, what, positions);
        highlight.set(made);
        return made;
    }

    /** Lets no token stand out. */
    public void clearHighlight() {
        highlight.set(null);
    }

    /** The searched text, or {@code #} and a token's number; empty for no search. */
    public StringProperty queryProperty() {
        return query;
    }

    /** The positions of what the search finds, in order. */
    public ReadOnlyObjectProperty<List<Span>> findsProperty() {
        return finds.getReadOnlyProperty();
    }

    /** The amounts of the chosen quantity. */
    QuantityValues values() {
        return values(quantity.get());
    }

    private QuantityValues values(Quantity which) {
        QuantityValues known = values.get(which);
        if (known == null) {
            known = new QuantityValues(which, shown);
            values.put(which, known);
        }
        return known;
    }

    /**
     * Tells how far each token is from its partner in another trace.
     *
     * @param gaps log p of B − log p of A by position, NaN where there is no such pair
     * @param differing the stretches of this trace that the other does not have
     * @param differingStep the step of the scale that those are filled with
     * @param newNotes what the card of a token says of its partner, null for nothing
     */
    public void setGaps(double[] gaps, List<Span> differing, int differingStep, IntFunction<@Nullable String> newNotes) {
        values.put(Quantity.GAP, QuantityValues.given(Quantity.GAP, shown, gaps, differing, differingStep));
        differences = List.copyOf(differing);
        notes = newNotes;
    }

    /** What the card of a token says of its partner in another trace, null for nothing. */
    @Nullable
    String note(int position) {
        return notes.apply(position);
    }

    /** The stretches that the other trace does not have. */
    public List<Span> differences() {
        return differences;
    }

    private void search() {
        finds.set(TokenSearch.find(tokens, Objects.requireNonNullElse(query.get(), "")));
    }
}
