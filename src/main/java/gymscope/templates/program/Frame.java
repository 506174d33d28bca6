package gymscope.templates.program;

import gymscope.templates.values.Value;
import org.jspecify.annotations.Nullable;

/** The variables of one call of a function (the template itself, a macro, a call block), and those around it. */
final class Frame {

    final Execution execution;
    final @Nullable Frame outer;
    final @Nullable Value[] slots;

    Frame(Execution execution, @Nullable Frame outer, int size) {
        this.execution = execution;
        this.outer = outer;
        this.slots = new Value[size];
    }

    /** The frame so many functions further out. */
    Frame out(int depth) {
        Frame frame = this;
        for (int i = 0; i < depth; i++) {
            if (frame.outer == null) {
                throw new IllegalStateException("No function is %d levels around.".formatted(depth));
            }
            frame = frame.outer;
        }
        return frame;
    }
}
