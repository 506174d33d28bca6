package gymscope.rollouts;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Tells a meter what earlier sessions of a run did, from the run's files. */
final class Restored {

    private Restored() {
    }

    static void into(RunMeter meter, Journal journal) {
        Timings timings = Timings.read(journal.paths().timings());
        journal.forEachDone(row -> {
            RolloutKey key = RolloutKey.of(row);
            if (key != null) {
                meter.restore(timings.summary(key, row));
            }
        });
        Map<RolloutKey, ObjectNode> lastFailures = new LinkedHashMap<>();
        journal.forEachFailure(row -> {
            RolloutKey key = RolloutKey.of(row);
            if (key != null && journal.resumed().givenUp(key) && !journal.resumed().isDone(key)) {
                lastFailures.put(key, row);
            }
        });
        lastFailures.forEach((key, row) -> meter.restore(timings.summary(key, row)));
    }
}
