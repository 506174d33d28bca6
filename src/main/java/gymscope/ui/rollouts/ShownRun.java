package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.Trajectory;
import gymscope.wire.Exchange;
import java.nio.file.Path;
import java.util.List;

/** A run that the screen shows: one under way, or the files of one. All but {@link #trajectory} return at once. */
interface ShownRun {

    /** What it is called. */
    String name();

    /** Its rollouts file. */
    Path file();

    /** The run as it is now. */
    RunSnapshot snapshot();

    /** Its rollouts in short, in the order of their start. */
    List<RolloutSummary> rollouts();

    /**
     * A rollout that ended, turn by turn. Reads files: not on the UI thread.
     *
     * @throws gymscope.wire.Fault when it can't be read
     */
    Trajectory trajectory(RolloutKey key);

    /** The model calls of a rollout that are remembered, in order; none for files. */
    List<Exchange> exchanges(RolloutKey key);
}
