package gymscope.parsing.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a stretch between Cohere's markers is. */
enum CohereBlock {

    /** The answer for people; also text outside of all blocks. */
    RESPONSE,

    /** Reasoning. */
    THINKING,

    /** An array of calls. */
    ACTION;

    /** The markers, with what the text after them is. */
    static final Map<String, CohereBlock> MARKERS = Map.ofEntries(Map.entry("<|START_THINKING|>", THINKING),
            Map.entry("<|END_THINKING|>", RESPONSE), Map.entry("<|START_ACTION|>", ACTION),
            Map.entry("<|END_ACTION|>", RESPONSE), Map.entry("<|START_RESPONSE|>", RESPONSE),
            Map.entry("<|END_RESPONSE|>", RESPONSE), Map.entry("<|START_TEXT|>", RESPONSE),
            Map.entry("<|END_TEXT|>", RESPONSE), Map.entry("<|END_OF_TURN_TOKEN|>", RESPONSE));

    private static final String BEGINNING = "<|";
    private static final String END = "|>";

    /**
     * A marker in a text.
     *
     * @param start where it begins
     * @param end the character after it
     * @param block what follows it
     */
    record Marker(int start, int end, CohereBlock block) {}

    /** The first marker from a place on, null when there is none. */
    static @Nullable Marker next(StringBuilder text, int from) {
        int start = text.indexOf(BEGINNING, from);
        while (start >= 0) {
            int end = text.indexOf(END, start + BEGINNING.length());
            if (end < 0) {
                return null;
            }
            int inner = text.lastIndexOf(BEGINNING, end - 1);
            start = Math.max(start, inner);
            CohereBlock block = MARKERS.get(text.substring(start, end + END.length()));
            if (block != null) {
                return new Marker(start, end + END.length(), block);
            }
            start = text.indexOf(BEGINNING, end);
        }
        return null;
    }
}
