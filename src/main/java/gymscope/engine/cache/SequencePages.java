package gymscope.engine.cache;

import java.util.ArrayList;
import java.util.List;

/** The pages of one sequence in order: full ones shared with others first, its own after them. For one thread. */
public final class SequencePages {

    private final PageCache cache;
    private final int reserved;
    private final List<PrefixNode> shared;
    private final List<float[]> pages = new ArrayList<>();
    private final int cachedTokens;

    SequencePages(PageCache cache, List<PrefixNode> prefix, int reserved) {
        this.cache = cache;
        this.reserved = reserved;
        this.shared = new ArrayList<>(prefix);
        prefix.forEach(node -> pages.add(node.page()));
        this.cachedTokens = prefix.size() * PageLayout.TOKENS;
    }

    /** How many tokens were there from the start. */
    public int cachedTokens() {
        return cachedTokens;
    }

    /** The page with the tokens from sixteen times the index on. */
    public float[] page(int index) {
        return pages.get(index);
    }

    /** Makes room for so many tokens, at most as many as were reserved. */
    public void grow(int tokens) {
        while (pages.size() * PageLayout.TOKENS < tokens) {
            pages.add(cache.take());
        }
    }

    /**
     * Shares the pages that are full.
     *
     * @param tokens the sequence's tokens
     * @param computed how many of them are computed
     */
    public void publish(int[] tokens, int computed) {
        while ((shared.size() + 1) * PageLayout.TOKENS <= computed) {
            int index = shared.size();
            PrefixNode node = cache.publish(index == 0 ? null : shared.getLast(),
                    PageCache.tokens(tokens, index * PageLayout.TOKENS), pages.get(index));
            shared.add(node);
            pages.set(index, node.page());
        }
    }

    /** Gives all pages back; the sequence is over. */
    public void release() {
        pages.subList(shared.size(), pages.size()).forEach(cache::giveBack);
        cache.release(shared, reserved);
        pages.clear();
        shared.clear();
    }
}
