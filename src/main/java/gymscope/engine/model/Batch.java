package gymscope.engine.model;

import gymscope.engine.cache.SequencePages;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens that one step computes, of any sequences. Tokens of the same sequence stand in order, and all before them
 * are in its pages or in the batch. For one thread.
 */
public final class Batch {

    private final List<Row> rows = new ArrayList<>();

    /**
     * A token to compute.
     *
     * @param position its place in its sequence
     * @param pages where its sequence's keys and values are; with room for it
     */
    record Row(int token, int position, SequencePages pages) {}

    /** Adds a token and returns its row. */
    public int add(int token, int position, SequencePages pages) {
        rows.add(new Row(token, position, pages));
        return rows.size() - 1;
    }

    /** How many tokens there are. */
    public int size() {
        return rows.size();
    }

    Row row(int index) {
        return rows.get(index);
    }
}
