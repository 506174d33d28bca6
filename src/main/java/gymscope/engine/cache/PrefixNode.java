package gymscope.engine.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A full page that other sequences may share: what stands in it is decided by its tokens and all those before them. */
final class PrefixNode {

    private final @Nullable PrefixNode parent;
    private final List<Integer> tokens;
    private final float[] page;
    private final Map<List<Integer>, PrefixNode> children = new HashMap<>();
    private int users;

    PrefixNode(@Nullable PrefixNode parent, List<Integer> tokens, float[] page) {
        this.parent = parent;
        this.tokens = tokens;
        this.page = page;
    }

    float[] page() {
        return page;
    }

    @Nullable
    PrefixNode child(List<Integer> following) {
        return children.get(following);
    }

    PrefixNode addChild(List<Integer> following, float[] childPage) {
        PrefixNode child = new PrefixNode(this, following, childPage);
        children.put(following, child);
        return child;
    }

    void removeFromParent() {
        if (parent != null) {
            parent.children.remove(tokens);
        }
    }

    /** One more sequence uses it; returns whether none did before. */
    boolean acquire() {
        return users++ == 0;
    }

    /** One sequence less uses it; returns whether none does any more. */
    boolean release() {
        return --users == 0;
    }
}
