package gymscope.engine.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a model. Sequences reserve what they may come to need, so that a running one never waits for a page. What
 * they leave behind stays for later ones with the same beginning, until its room is needed. For one thread.
 */
public final class PageCache {

    private final PageLayout layout;
    private final int capacity;
    private final PrefixNode root = new PrefixNode(null, List.of(), new float[0]);
    /** Full pages that no sequence uses, the longest unused first; a page comes before the one it follows. */
    private final LinkedHashSet<PrefixNode> idle = new LinkedHashSet<>();
    private final Deque<float[]> free = new ArrayDeque<>();
    private int made;
    private int reserved;

    /** @param capacity how many pages there may be */
    public PageCache(PageLayout layout, int capacity) {
        this.layout = layout;
        this.capacity = capacity;
    }

    /** How many pages so many tokens fill. */
    public static int pagesFor(int tokens) {
        return (tokens + PageLayout.TOKENS - 1) / PageLayout.TOKENS;
    }

    /** How many tokens fit in all pages together. */
    public long capacityTokens() {
        return (long) capacity * PageLayout.TOKENS;
    }

    /** How many leading tokens of a prompt are in the cache; the last token never counts, as it must be computed. */
    public int cachedTokens(int[] prompt) {
        return match(prompt).size() * PageLayout.TOKENS;
    }

    /**
     * Opens the pages of a sequence.
     *
     * @param tokens its prompt
     * @param mostTokens how many tokens it may come to have
     * @param shared whether to begin with pages of earlier sequences
     * @return null while others need too many pages
     */
    public @Nullable SequencePages open(int[] tokens, int mostTokens, boolean shared) {
        int pages = pagesFor(mostTokens);
        if (reserved + pages > capacity) {
            return null;
        }
        reserved += pages;
        List<PrefixNode> prefix = shared ? match(tokens) : List.of();
        prefix.forEach(this::acquire);
        return new SequencePages(this, prefix, pages);
    }

    PageLayout layout() {
        return layout;
    }

    /** A page with any content. */
    float[] take() {
        float[] page = free.poll();
        if (page == null && made < capacity) {
            page = new float[layout.length()];
            made++;
        }
        return page == null ? evict() : page;
    }

    void giveBack(float[] page) {
        free.push(page);
    }

    /** The shared page after another one; the first to fill it provides it, a later one's page is given back. */
    PrefixNode publish(@Nullable PrefixNode previous, List<Integer> tokens, float[] page) {
        PrefixNode before = previous == null ? root : previous;
        PrefixNode node = before.child(tokens);
        if (node == null) {
            node = before.addChild(tokens, page);
        } else {
            giveBack(page);
        }
        acquire(node);
        return node;
    }

    void release(List<PrefixNode> prefix, int pages) {
        for (PrefixNode node : prefix.reversed()) {
            if (node.release()) {
                idle.add(node);
            }
        }
        reserved -= pages;
    }

    private void acquire(PrefixNode node) {
        if (node.acquire()) {
            idle.remove(node);
        }
    }

    private float[] evict() {
        Iterator<PrefixNode> longestUnused = idle.iterator();
        if (!longestUnused.hasNext()) {
            throw new IllegalStateException("More pages are used than were reserved.");
        }
        PrefixNode node = longestUnused.next();
        longestUnused.remove();
        node.removeFromParent();
        return node.page();
    }

    private List<PrefixNode> match(int[] prompt) {
        List<PrefixNode> prefix = new ArrayList<>();
        PrefixNode node = root;
        for (int start = 0; start + PageLayout.TOKENS < prompt.length; start += PageLayout.TOKENS) {
            node = node.child(tokens(prompt, start));
            if (node == null) {
                break;
            }
            prefix.add(node);
        }
        return prefix;
    }

    static List<Integer> tokens(int[] all, int start) {
        return IntStream.range(start, start + PageLayout.TOKENS).mapToObj(i -> all[i]).toList();
    }
}
