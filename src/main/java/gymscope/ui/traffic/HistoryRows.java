package gymscope.ui.traffic;

import gymscope.ui.controls.Refresh;
import gymscope.workspace.history.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table, newest first, of which only those that are looked at are read: a million cost their numbers
 * only. UI thread only.
 */
final class HistoryRows extends ObservableListBase<HistoryRow> {

    private static final int MOST_KNOWN = 4_000;
    private static final int AHEAD = 60;

    private final Map<Long, HistoryRow> known = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, HistoryRow> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private final Refresh ask;
    private long[] ids = {};
    private int from = Integer.MAX_VALUE;
    private int to;

    /**
     * @param load reads the rows of these numbers and hands them to {@link #learn}
     */
    HistoryRows(Consumer<long[]> load) {
        ask = new Refresh(() -> load.accept(wanted()));
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public HistoryRow get(int index) {
        HistoryRow row = known.get(ids[index]);
        if (row != null) {
            return row;
        }
        from = Math.min(from, index);
        to = Math.max(to, index + 1);
        ask.request();
        return unread(ids[index]);
    }

    /** Whether this stands in for a row that is being read. */
    static boolean isUnread(HistoryRow row) {
        return row.server().isEmpty() && row.at().equals(Instant.EPOCH);
    }

    long[] ids() {
        return ids;
    }

    /** Where the exchange stands, −1 when it is not in the list. */
    int indexOfId(long id) {
        int low = 0;
        int high = ids.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (ids[middle] == id) {
                return middle;
            }
            if (ids[middle] > id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Shows other exchanges: what stays the same at the end of the list is not touched. */
    void show(long[] newIds) {
        long[] before = ids;
        int same = sameAtTheEnd(before, newIds);
        int added = newIds.length - same;
        int removed = before.length - same;
        if (added == 0 && removed == 0) {
            return;
        }
        beginChange();
        ids = newIds;
        from = Integer.MAX_VALUE;
        to = 0;
        if (added == 0) {
            nextRemove(0, new Former(before, removed));
        } else if (removed == 0) {
            nextAdd(0, added);
        } else {
            nextReplace(0, added, new Former(before, removed));
        }
        endChange();
    }

    private static int sameAtTheEnd(long[] before, long[] now) {
        int most = Math.min(before.length, now.length);
        int same = 0;
        while (same < most && before[before.length - 1 - same] == now[now.length - 1 - same]) {
            same++;
        }
        return same;
    }

    /** Takes in rows that were read. */
    void learn(List<HistoryRow> rows) {
        beginChange();
        for (HistoryRow row : rows) {
            int index = indexOfId(row.id());
            HistoryRow before = known.put(row.id(), row);
            if (index >= 0 && !row.equals(before)) {
                nextSet(index, before == null ? unread(row.id()) : before);
            }
        }
        endChange();
    }

    /** The newest rows, which may have been read before all was known of them. */
    long[] unfinished() {
        return Arrays.stream(ids, 0, Math.min(ids.length, AHEAD)).filter(id -> {
            HistoryRow row = known.get(id);
            return row != null && row.model().isEmpty() && !OpenRows.isOpen(id);
        }).toArray();
    }

    private long[] wanted() {
        int begin = Math.clamp(from - AHEAD, 0, ids.length);
        int end = Math.clamp((long) to + AHEAD, begin, ids.length);
        from = Integer.MAX_VALUE;
        to = 0;
        return Arrays.stream(ids, begin, Math.min(end, begin + 10 * AHEAD)).filter(id -> !known.containsKey(id)).toArray();
    }

    private static HistoryRow unread(long id) {
        return new HistoryRow(id, Instant.EPOCH, "", "", "", "", 0, Duration.ZERO, null, null, null, List.of());
    }

    /** What was shown before, for listeners that want to know. */
    private static final class Former extends AbstractList<@Nullable HistoryRow> {
        private final long[] ids;
        private final int size;

        /** The first ones of so many. */
        Former(long[] ids, int size) {
            this.ids = ids;
            this.size = size;
        }

        @Override
        public HistoryRow get(int index) {
            return unread(ids[index]);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
