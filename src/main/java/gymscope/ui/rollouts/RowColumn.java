package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutSummary;
import java.time.Duration;
import java.util.Comparator;

/** What the table of rollouts can be sorted by. Unknown values come first when ascending. */
public enum RowColumn {
    TASK, ATTEMPT, REWARD, TURNS, TOKENS, SECONDS, STATE;

    /** Rows by this column, equal ones by task and attempt. */
    public Comparator<RolloutSummary> order(boolean descending) {
        Comparator<RolloutSummary> ascending = ascending();
        return (descending ? ascending.reversed() : ascending).thenComparing(RolloutSummary::key);
    }

    private Comparator<RolloutSummary> ascending() {
        return switch (this) {
            case TASK -> Comparator.comparing(RolloutSummary::key);
            case ATTEMPT -> Comparator.comparingLong(row -> row.key().attempt());
            case REWARD -> Comparator.comparing(RolloutSummary::reward, Comparator.nullsFirst(Comparator.<Double>naturalOrder()));
            case TURNS -> Comparator.comparingInt(RolloutSummary::turns);
            case TOKENS -> Comparator.comparingLong(RolloutSummary::outputTokens);
            case SECONDS ->
                Comparator.comparing(RolloutSummary::duration, Comparator.nullsFirst(Comparator.<Duration>naturalOrder()));
            case STATE -> Comparator.comparing(RolloutSummary::state).thenComparing(row -> String.valueOf(row.failure()));
        };
    }
}
