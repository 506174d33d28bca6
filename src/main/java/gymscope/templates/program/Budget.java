package gymscope.templates.program;

import gymscope.templates.Limits;
import gymscope.templates.values.ValueError;

/** What is left of a rendering's limits. */
final class Budget {

    /** The clock is read, and a wish to stop heard, once in so many steps. */
    private static final int STEPS_PER_LOOK = 64;

    private final Limits limits;
    private final long startedAt = System.nanoTime();
    private long steps;
    private int calls;
    private long written;

    Budget(Limits limits) {
        this.limits = limits;
    }

    void step() {
        steps++;
        if (steps > limits.steps()) {
            throw ValueError.limit("takes more than %,d steps".formatted(limits.steps()));
        }
        if (steps % STEPS_PER_LOOK == 0) {
            look();
        }
    }

    private void look() {
        if (System.nanoTime() - startedAt > limits.time().toNanos()) {
            throw ValueError.limit("takes longer than %s ms".formatted(limits.time().toMillis()));
        }
        if (Thread.currentThread().isInterrupted()) {
            throw ValueError.limit("was stopped");
        }
    }

    void write(int characters) {
        written += characters;
        if (written > limits.output()) {
            throw ValueError.limit("writes more than %,d characters".formatted(limits.output()));
        }
    }

    void enterCall() {
        if (++calls > limits.calls()) {
            throw ValueError.limit(
                    "calls itself more than %d deep (maximum recursion depth exceeded)".formatted(limits.calls()));
        }
    }

    void leaveCall() {
        calls--;
    }
}
