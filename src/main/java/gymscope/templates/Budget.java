package gymscope.templates;

import gymscope.templates.values.ValueError;

/** What is left of a rendering's limits. */
final class Budget {

    /** The clock is read once in so many steps. */
    private static final int STEPS_PER_LOOK = 1024;

    private final Limits limits;
    private final long startedAt = System.nanoTime();
    private int steps;
    private int calls;
    private long written;

    Budget(Limits limits) {
        this.limits = limits;
    }

    void step() {
        if (++steps % STEPS_PER_LOOK == 0 && System.nanoTime() - startedAt > limits.time().toNanos()) {
            throw tooMuch("takes longer than %s ms".formatted(limits.time().toMillis()));
        }
    }

    void write(int characters) {
        written += characters;
        if (written > limits.output()) {
            throw tooMuch("writes more than %,d characters".formatted(limits.output()));
        }
    }

    void enterCall() {
        if (++calls > limits.calls()) {
            throw tooMuch("calls macros more than %d deep".formatted(limits.calls()));
        }
    }

    void leaveCall() {
        calls--;
    }

    private static ValueError tooMuch(String what) {
        return new ValueError("the template " + what, "Use a template that ends sooner, or fewer messages.");
    }
}
