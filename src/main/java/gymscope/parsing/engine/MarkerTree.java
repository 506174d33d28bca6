package gymscope.parsing.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The literal markers of a format as a tree of characters. Immutable once built. */
final class MarkerTree {

    private static final int ASCII = 128;

    private final Node root = new Node();
    private final boolean[] first = new boolean[ASCII];

    /** One character further in some markers. */
    static final class Node {

        private final Map<Character, Node> next = new HashMap<>();
        private @Nullable String literal;

        /** The marker that ends here, null when none does. */
        @Nullable
        String literal() {
            return literal;
        }

        /** Whether there are longer markers. */
        boolean goesOn() {
            return !next.isEmpty();
        }

        /** The node behind a character, null when no marker has it here. */
        @Nullable
        Node after(char c) {
            return next.get(c);
        }
    }

    MarkerTree(Collection<String> literals) {
        for (String literal : literals) {
            Node node = root;
            for (int i = 0; i < literal.length(); i++) {
                node = node.next.computeIfAbsent(literal.charAt(i), ignored -> new Node());
            }
            node.literal = literal;
            first[literal.charAt(0)] = true;
        }
    }

    Node root() {
        return root;
    }

    /** The first place from {@code from} on where a marker may begin, the length when there is none. */
    int candidate(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) >= ASCII || !first[text.charAt(at)])) {
            at++;
        }
        return at;
    }
}
