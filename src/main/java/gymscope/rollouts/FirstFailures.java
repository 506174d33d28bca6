package gymscope.rollouts;

import gymscope.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds failures back that concern every rollout (nobody answers, the key is refused) as long as none has got further:
 * either the run turns out to be hopeless, and nothing of it is written, or they are written after all. Thread-safe.
 */
final class FirstFailures {

    private static final int HOPELESS = 4;

    private final Journal journal;
    private final int enough;
    private final List<Held> held = new ArrayList<>();
    private boolean hopeful;

    private record Held(ResultRow result, Instant startedAt, Duration duration) {}

    /**
     * Begins to hold back.
     *
     * @param total rollouts of the run: a small run is hopeless when all of them failed
     * @param hopeful whether a rollout of the run has got further before
     */
    FirstFailures(Journal journal, int total, boolean hopeful) {
        this.journal = journal;
        this.enough = Math.min(HOPELESS, total);
        this.hopeful = hopeful;
    }

    /**
     * Keeps a result.
     *
     * @param concernsAll whether it is a failure that concerns every rollout
     * @return why the run is hopeless, null when it is not, or not yet
     */
    synchronized @Nullable Fault keep(ResultRow result, Instant startedAt, Duration duration, boolean concernsAll) {
        held.add(new Held(result, startedAt, duration));
        hopeful = hopeful || !concernsAll;
        if (hopeful) {
            writeHeld();
            return null;
        }
        return held.size() < enough
                ? null
                : new Fault(String.valueOf(ResultRow.failureMessage(result.row())),
                        "Nothing was collected. Check the model server's address, key and model.");
    }

    /** Writes what was held back. */
    synchronized void writeHeld() {
        held.forEach(one -> journal.append(one.result(), one.startedAt(), one.duration()));
        held.clear();
    }
}
