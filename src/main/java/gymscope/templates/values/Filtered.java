package gymscope.templates.values;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values for which something holds, looked for one by one. */
public final class Filtered implements Iterator<Value> {

    private final Iterator<Value> values;
    private final Predicate<Value> holds;
    private @Nullable Value next;

    private Filtered(Iterator<Value> values, Predicate<Value> holds) {
        this.values = values;
        this.holds = holds;
    }

    /** Looks at a value only when it is asked for. */
    public static Iterator<Value> of(Iterator<Value> values, Predicate<Value> holds) {
        return new Filtered(values, holds);
    }

    @Override
    public boolean hasNext() {
        while (next == null && values.hasNext()) {
            Value value = values.next();
            if (holds.test(value)) {
                next = value;
            }
        }
        return next != null;
    }

    @Override
    public Value next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Value value = next;
        next = null;
        return value;
    }
}
