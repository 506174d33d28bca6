package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutState;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.Trajectory;
import gymscope.rollouts.Trajectory.ToolStep;
import gymscope.rollouts.Trajectory.Turn;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.Inspection;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The rollout that is looked at, turn by turn. UI thread only; rows are read on a thread of their own. */
public final class TrajectoryModel {

    /**
     * A figure with its name.
     */
    public record Figure(String name, String value) {}

    /**
     * What is shown of a rollout.
     *
     * @param summary the rollout in short
     * @param attempts how often its task is attempted
     * @param trajectory its turns, null while they are read or when there are none
     * @param note why there are no turns, empty when there are
     */
    public record Shown(RolloutSummary summary, int attempts, @Nullable Trajectory trajectory, String note) {

        /** Which task. */
        public String title() {
            return "task " + summary.key().task();
        }

        /** Which attempt, {@code attempt 3 of 8}. */
        public String attempt() {
            return "attempt %d of %d".formatted(summary.key().attempt() + 1, Math.max(attempts, summary.key().attempt() + 1));
        }

        /** Reward, turns, tokens and time. */
        public List<Figure> figures() {
            Double reward = summary.reward();
            Duration time = summary.duration();
            return List.of(new Figure("reward", reward == null ? Figures.UNKNOWN : RunWords.reward(reward)),
                    new Figure("turns", Integer.toString(summary.turns())),
                    new Figure("tokens", summary.outputTokens() == 0 ? Figures.UNKNOWN : Figures.count(summary.outputTokens())),
                    new Figure("time", time == null ? Figures.UNKNOWN : Figures.duration(time)));
        }

        /** The last words of the task before the model began. */
        public String task() {
            return trajectory == null || trajectory.messages().isEmpty() ? "" : trajectory.messages().getLast().text().strip();
        }

        /** What the verifier found. */
        public List<VerifierLine> verifier() {
            return trajectory == null || summary.state() == RolloutState.FAILED ? List.of() : VerifierLine.of(trajectory);
        }
    }

    private final Consumer<Inspection> inspect;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ObjectProperty<@Nullable Turn> turn = new SimpleObjectProperty<>(this, "turn");
    private @Nullable ShownRun run;
    private List<Exchange> exchanges = List.of();

    /**
     * @param inspect opens exchanges in the inspector
     */
    public TrajectoryModel(Consumer<Inspection> inspect) {
        this.inspect = inspect;
    }

    /** What is shown, null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The turn that is looked at, null for none. */
    public ObjectProperty<@Nullable Turn> turnProperty() {
        return turn;
    }

    /** Shows nothing. */
    void clear() {
        run = null;
        turn.set(null);
        shown.set(null);
    }

    /** Shows a rollout; its turns come when they are read. */
    void show(ShownRun newRun, RolloutSummary summary, int attempts) {
        Shown before = shown.get();
        boolean same = before != null && before.summary().key().equals(summary.key()) && newRun.equals(run);
        if (same && before.summary().state() == summary.state() && before.summary().state() != RolloutState.RUNNING) {
            return;
        }
        run = newRun;
        if (!same) {
            turn.set(null);
        }
        boolean running = summary.state() == RolloutState.RUNNING;
        shown.set(new Shown(summary, attempts, null,
                running ? "It is at turn %d. Its turns stand here when it has ended.".formatted(summary.turns() + 1) : ""));
        if (!running) {
            Work.start("read rollout", () -> newRun.trajectory(summary.key()), read -> take(newRun, summary, attempts, read),
                    problem -> {
                        if (isShown(newRun, summary)) {
                            shown.set(new Shown(summary, attempts, null, Fault.sentenceOf(problem)));
                        }
                    });
        }
    }

    /** Looks at the next or the previous turn. */
    public void stepTurn(int by) {
        List<Turn> turns = turns();
        int at = turns.indexOf(turn.get()) + by;
        if (at >= 0 && at < turns.size()) {
            turn.set(turns.get(at));
        }
    }

    /** Opens the model call of the turn in the inspector; of a rollout without turns its last call, if one is known. */
    public void inspectTurn() {
        Shown now = shown.get();
        if (now == null || run == null) {
            return;
        }
        List<Turn> turns = turns();
        List<Exchange> calls = calls(now, run);
        if (calls.isEmpty()) {
            return;
        }
        int at = turns.isEmpty() ? calls.size() - 1 : Math.clamp(turns.indexOf(turn.get()), 0, calls.size() - 1);
        inspect.accept(new Inspection("Turn %d of %d".formatted(at + 1, calls.size()), calls, at));
    }

    /** The real calls when all are remembered, else what the row tells of them. */
    private List<Exchange> calls(Shown now, ShownRun from) {
        List<Exchange> remembered = from.exchanges(now.summary().key());
        Trajectory trajectory = now.trajectory();
        if (trajectory == null || (!remembered.isEmpty() && remembered.size() >= trajectory.turns().size())) {
            return remembered;
        }
        if (exchanges.isEmpty()) {
            exchanges = TurnExchange.of(trajectory, String.valueOf(from.file().getFileName()));
        }
        return exchanges;
    }

    private void take(ShownRun from, RolloutSummary summary, int attempts, Trajectory trajectory) {
        if (!isShown(from, summary)) {
            return;
        }
        exchanges = List.of();
        String note = trajectory.turns().isEmpty()
                ? Objects.requireNonNullElse(summary.message(), "The model was not called.")
                : "";
        shown.set(new Shown(summary, attempts, trajectory, note));
        turn.set(worthALook(trajectory.turns()));
    }

    private boolean isShown(ShownRun from, RolloutSummary summary) {
        Shown now = shown.get();
        return now != null && from.equals(run) && now.summary().key().equals(summary.key());
    }

    private List<Turn> turns() {
        Shown now = shown.get();
        Trajectory trajectory = now == null ? null : now.trajectory();
        return trajectory == null ? new ArrayList<>() : trajectory.turns();
    }

    /** The first turn with a failed tool, else the last. */
    private static @Nullable Turn worthALook(List<Turn> turns) {
        return turns.stream().filter(one -> one.tools().stream().anyMatch(ToolStep::failed)).findFirst()
                .orElse(turns.isEmpty() ? null : turns.getLast());
    }
}
