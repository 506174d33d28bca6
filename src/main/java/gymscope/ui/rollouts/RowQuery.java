package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutState;
import gymscope.rollouts.RolloutSummary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which rollouts the table shows, and in which order.
 *
 * @param text words that must stand in a row; a number is a task
 * @param show which states
 * @param column what is sorted by
 * @param descending from the largest to the smallest
 */
public record RowQuery(String text, Show show, RowColumn column, boolean descending) {

    /** All rows, the newest task first. */
    public static final RowQuery ALL = new RowQuery("", Show.ALL, RowColumn.TASK, true);

    /** The table's segments. */
    public enum Show {
        ALL("All"), RUNNING("Running"), FAILED("Failed");

        private final String word;

        Show(String word) {
            this.word = word;
        }

        /** The segment's word. */
        public String word() {
            return word;
        }

        boolean shows(RolloutSummary row) {
            return this == ALL || row.state() == (this == RUNNING ? RolloutState.RUNNING : RolloutState.FAILED);
        }
    }

    /** The same with another text. */
    public RowQuery withText(String newText) {
        return new RowQuery(newText, show, column, descending);
    }

    /** The same for other states. */
    public RowQuery withShow(Show newShow) {
        return new RowQuery(text, newShow, column, descending);
    }

    /** The same in another order. */
    public RowQuery sortedBy(RowColumn newColumn, boolean nowDescending) {
        return new RowQuery(text, show, newColumn, nowDescending);
    }

    /** The rows that fit, in order. */
    public List<RolloutSummary> apply(List<RolloutSummary> rows) {
        List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return rows.stream().filter(show::shows).filter(row -> words.stream().allMatch(word -> fits(row, word)))
                .sorted(column.order(descending)).toList();
    }

    private static boolean fits(RolloutSummary row, String word) {
        if (word.isEmpty()) {
            return true;
        }
        if (word.chars().allMatch(Character::isDigit)) {
            return Long.toString(row.key().task()).equals(word);
        }
        String text = String.join(" ", row.agent(), row.state().name(), Objects.requireNonNullElse(row.failure(), ""),
                Objects.requireNonNullElse(row.message(), ""));
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
