package gymscope.templates.program;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function while it is made ready: the template itself, a macro, a call block, a recursive loop. Gives out its slots. */
final class Function {

    private final @Nullable Function outer;
    private final Map<String, Integer> slots = new HashMap<>();

    Function(@Nullable Function outer) {
        this.outer = outer;
    }

    /** The slot of a name on a level of scopes; scopes beside each other share it, as Python's locals in Jinja2's code do. */
    Slot slot(int level, String name) {
        return new Slot(this, slots.computeIfAbsent(level + ":" + name, key -> slots.size()));
    }

    /** A slot that no name has. */
    Slot unnamed() {
        return new Slot(this, slots.computeIfAbsent(":" + slots.size(), key -> slots.size()));
    }

    /** How many slots there are; final once the whole function is ready. */
    int size() {
        return slots.size();
    }

    /** How many functions further out the other one is. */
    int depthOf(Function other) {
        int depth = 0;
        for (Function function = this; function != null; function = function.outer) {
            if (function == other) {
                return depth;
            }
            depth++;
        }
        throw new IllegalStateException("A variable belongs to a function that is not around.");
    }

    /** A place for a value in the frames of a function. */
    record Slot(Function function, int index) {}
}
