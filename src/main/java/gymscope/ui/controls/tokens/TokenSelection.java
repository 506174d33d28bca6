package gymscope.ui.controls.tokens;

import gymscope.wire.Span;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** Which tokens are selected: one, or all from an anchor to it. UI thread only. */
public final class TokenSelection {

    private final IntegerProperty token = new SimpleIntegerProperty(this, "token", -1);
    private final IntegerProperty anchor = new SimpleIntegerProperty(this, "anchor", -1);

    TokenSelection() {
    }

    /** The position of the token that was selected last, −1 for none. */
    public IntegerProperty tokenProperty() {
        return token;
    }

    /** Where a selection of several began, −1 for one token only. */
    public IntegerProperty anchorProperty() {
        return anchor;
    }

    /** Selects one token; −1 selects none. */
    public void select(int position) {
        anchor.set(-1);
        token.set(position);
    }

    /** Selects all from where the selection began to this token. */
    public void extend(int position) {
        if (anchor.get() < 0) {
            anchor.set(Math.max(0, token.get()));
        }
        token.set(position);
    }

    /** Selects a range; an empty one selects nothing. */
    public void select(Span positions) {
        if (positions.start() == positions.end()) {
            select(-1);
        } else {
            anchor.set(positions.start());
            token.set(positions.end() - 1);
        }
    }

    /** Whether nothing is selected. */
    public boolean isEmpty() {
        return token.get() < 0;
    }

    /** The selected positions. */
    public Span positions() {
        int last = token.get();
        if (last < 0) {
            return new Span(0, 0);
        }
        int first = anchor.get() < 0 ? last : anchor.get();
        return new Span(Math.min(first, last), Math.max(first, last) + 1);
    }
}
