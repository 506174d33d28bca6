package gymscope.parsing.reasoning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts around reasoning.
 *
 * @param start before it, null when the format knows none
 * @param end after it
 */
record ThinkMarkers(@Nullable String start, String end) {

    /** {@code <think>} and {@code </think>}. */
    static final ThinkMarkers THINK = new ThinkMarkers("<think>", "</think>");

    /** Everything up to {@code </think>}. */
    static final ThinkMarkers THINK_END = new ThinkMarkers(null, "</think>");

    /** Both texts, or the only one. */
    List<String> all() {
        return start == null ? List.of(end) : List.of(start, end);
    }
}
