package gymscope.parsing;

import java.util.HashMap;
import java.util.Map;

/** Looks for markers in a text that grows: what was looked at for a marker is not looked at for it again. For one thread. */
final class MarkerSearch {

    private static final int[] NOT_SOUGHT = {0};

    private final StringBuilder text;
    /** Where a marker that was sought may begin at the earliest. */
    private final Map<String, int[]> earliest = new HashMap<>();

    MarkerSearch(StringBuilder text) {
        this.text = text;
    }

    /** The first place of a marker from a place on, −1 when it has not come. The place must not go back. */
    int find(String marker, int from) {
        int[] known = earliest.computeIfAbsent(marker, sought -> new int[1]);
        known[0] = begin(marker, Math.max(from, known[0]));
        return known[0] + marker.length() <= text.length() ? known[0] : -1;
    }

    /** From where on, not before a place, the end of the text may become the marker; the text's length when it cannot. */
    int held(String marker, int from) {
        int last = Math.max(from, text.length() - marker.length() + 1);
        return Math.min(text.length(), begin(marker, Math.max(last, earliest.getOrDefault(marker, NOT_SOUGHT)[0])));
    }

    /** The first place from which on the text is the marker, or the beginning of it as far as the text goes. */
    private int begin(String marker, int from) {
        if (marker.isEmpty()) {
            return from;
        }
        char first = marker.charAt(0);
        int length = text.length();
        int place = from;
        while (place < length && !(text.charAt(place) == first && mayStand(marker, place))) {
            place++;
        }
        return place;
    }

    private boolean mayStand(String marker, int place) {
        int end = Math.min(marker.length(), text.length() - place);
        for (int i = 1; i < end; i++) {
            if (text.charAt(place + i) != marker.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
