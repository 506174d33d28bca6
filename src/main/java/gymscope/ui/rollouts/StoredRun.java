package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.RolloutsFile;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.Trajectory;
import gymscope.wire.Exchange;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a run that is over.
 *
 * @param name what it is called
 * @param opened its rollouts file
 */
record StoredRun(String name, RolloutsFile opened) implements ShownRun {

    @Override
    public Path file() {
        return opened.paths().rollouts();
    }

    @Override
    public RunSnapshot snapshot() {
        return opened.snapshot();
    }

    @Override
    public List<RolloutSummary> rollouts() {
        return opened.rollouts();
    }

    @Override
    public Trajectory trajectory(RolloutKey key) {
        return opened.trajectory(key);
    }

    @Override
    public List<Exchange> exchanges(RolloutKey key) {
        return List.of();
    }
}
