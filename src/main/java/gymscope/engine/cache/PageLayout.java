package gymscope.engine.cache;

/**
 * Where the keys and values of each layer and head stand in a page.
 *
 * @param heads key/value heads of a layer
 * @param headSize numbers of a head
 */
public record PageLayout(int layers, int heads, int headSize) {

    /** How many tokens a page holds. */
    public static final int TOKENS = 16;

    /** How many floats a page has. */
    public int length() {
        return Math.multiplyExact(2 * layers * heads, headSize * TOKENS);
    }

    /** Where a head's keys start; number d of token t stands at {@code d * TOKENS + t}. */
    public int keysAt(int layer, int head) {
        return (2 * layer * heads + head) * headSize * TOKENS;
    }

    /** Where a head's values start; number d of token t stands at {@code t * headSize + d}. */
    public int valuesAt(int layer, int head) {
        return ((2 * layer + 1) * heads + head) * headSize * TOKENS;
    }
}
