package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.RolloutsFile;
import gymscope.rollouts.Run;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.Trajectory;
import gymscope.rollouts.setup.ConfiguredRun;
import gymscope.wire.Exchange;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of this session.
 *
 * @param configured the run with the model servers that were started for it
 */
record LiveRun(ConfiguredRun configured) implements ShownRun {

    Run run() {
        return configured.run();
    }

    @Override
    public String name() {
        return RunPlan.nameOf(file());
    }

    @Override
    public Path file() {
        return run().options().output();
    }

    @Override
    public RunSnapshot snapshot() {
        return run().snapshot();
    }

    @Override
    public List<RolloutSummary> rollouts() {
        return run().rollouts();
    }

    @Override
    public Trajectory trajectory(RolloutKey key) {
        return RolloutsFile.open(file()).trajectory(key);
    }

    @Override
    public List<Exchange> exchanges(RolloutKey key) {
        return run().exchanges(key);
    }
}
