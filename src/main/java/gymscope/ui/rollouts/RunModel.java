package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RolloutState;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.RunSnapshot;
import gymscope.ui.controls.Work;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The run that the screen shows: its figures, its rollouts as the reader filters and sorts them, and the one that is
 * looked at. UI thread only; rows are filtered and sorted on a thread of their own.
 */
public final class RunModel {

    private final TrajectoryModel trajectory;
    private final ReadOnlyObjectWrapper<@Nullable ShownRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final ReadOnlyObjectWrapper<@Nullable RunSnapshot> snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot");
    private final ObservableList<RolloutSummary> rows = FXCollections.observableArrayList();
    private final ObjectProperty<RowQuery> query = new SimpleObjectProperty<>(this, "query", RowQuery.ALL);
    private final ReadOnlyObjectWrapper<@Nullable RolloutKey> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final Map<RowQuery.Show, Integer> counts = new EnumMap<>(RowQuery.Show.class);
    private boolean sorting;
    private boolean again;

    private record Sorted(List<RolloutSummary> rows, Map<RowQuery.Show, Integer> counts, Map<Long, Integer> attempts) {}

    private Map<Long, Integer> attempts = Map.of();

    RunModel(TrajectoryModel trajectory) {
        this.trajectory = trajectory;
        query.addListener((property, before, now) -> refill());
    }

    /** What is shown, null for nothing. */
    ReadOnlyObjectProperty<@Nullable ShownRun> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** The figures, null when nothing is shown. */
    public ReadOnlyObjectProperty<@Nullable RunSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** The rollouts that fit the query, in its order. */
    public ObservableList<RolloutSummary> rows() {
        return rows;
    }

    /** What the reader filters and sorts by. */
    public ObjectProperty<RowQuery> queryProperty() {
        return query;
    }

    /** The rollout that is looked at, null for none. */
    public ReadOnlyObjectProperty<@Nullable RolloutKey> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The rollout that is looked at, turn by turn. */
    public TrajectoryModel trajectory() {
        return trajectory;
    }

    /** How many rollouts a segment shows. */
    public int count(RowQuery.Show show) {
        return counts.getOrDefault(show, 0);
    }

    /** Shows another run; null for none. */
    void show(@Nullable ShownRun newRun) {
        ShownRun before = run.get();
        boolean sameFile = before != null && newRun != null && before.file().equals(newRun.file());
        run.set(newRun);
        if (!sameFile) {
            selected.set(null);
            trajectory.clear();
            rows.clear();
            counts.clear();
            attempts = Map.of();
            query.set(RowQuery.ALL);
        }
        refresh();
    }

    /** Takes what has changed since; asked for some times a second while a run goes on. */
    public void refresh() {
        ShownRun now = run.get();
        snapshot.set(now == null ? null : now.snapshot());
        refill();
    }

    /** Looks at a rollout. */
    public void select(RolloutKey key) {
        selected.set(key);
        showSelected();
    }

    /** Looks at the next or the previous rollout in the table's order. */
    public void step(int by) {
        int at = index(selected.get());
        int next = at < 0 ? (by > 0 ? 0 : rows.size() - 1) : at + by;
        if (next >= 0 && next < rows.size()) {
            select(rows.get(next).key());
        }
    }

    private void showSelected() {
        ShownRun from = run.get();
        int at = index(selected.get());
        if (from != null && at >= 0) {
            RolloutSummary row = rows.get(at);
            trajectory.show(from, row, attempts.getOrDefault(row.key().task(), 1));
        }
    }

    private int index(@Nullable RolloutKey key) {
        for (int i = 0; key != null && i < rows.size(); i++) {
            if (rows.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** One sorting at a time; what is asked for meanwhile is done once after it. */
    private void refill() {
        ShownRun from = run.get();
        if (from == null) {
            rows.clear();
            return;
        }
        if (sorting) {
            again = true;
            return;
        }
        sorting = true;
        RowQuery asked = query.get();
        Work.start("sort rollouts", () -> sorted(from, asked), sorted -> {
            sorting = false;
            if (from.equals(run.get())) {
                take(sorted);
            }
            if (again) {
                again = false;
                refill();
            }
        }, problem -> {
            sorting = false;
            throw new IllegalStateException(problem);
        });
    }

    private static Sorted sorted(ShownRun from, RowQuery asked) {
        List<RolloutSummary> all = from.rollouts();
        Map<RowQuery.Show, Integer> counts = new EnumMap<>(RowQuery.Show.class);
        Map<Long, Integer> attempts = new HashMap<>();
        for (RolloutSummary row : all) {
            counts.merge(RowQuery.Show.ALL, 1, Integer::sum);
            if (row.state() != RolloutState.DONE) {
                counts.merge(row.state() == RolloutState.RUNNING ? RowQuery.Show.RUNNING : RowQuery.Show.FAILED, 1, Integer::sum);
            }
            attempts.merge(row.key().task(), (int) row.key().attempt() + 1, Math::max);
        }
        return new Sorted(asked.apply(all), counts, attempts);
    }

    private void take(Sorted sorted) {
        counts.clear();
        counts.putAll(sorted.counts());
        attempts = sorted.attempts();
        if (!rows.equals(sorted.rows())) {
            rows.setAll(sorted.rows());
        }
        if (selected.get() == null) {
            rows.stream().filter(row -> row.state() != RolloutState.RUNNING).findFirst()
                    .ifPresent(row -> selected.set(row.key()));
        }
        showSelected();
    }
}
