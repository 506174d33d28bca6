package gymscope.parsing.engine;

import gymscope.parsing.engine.MarkerTree.Node;

/**
 * Cuts a text that comes in pieces into markers and what is between them. Of text that may be the beginning of a marker, or of a
 * longer one, nothing is given out until it is clear. For one thread.
 */
final class MarkerLexer {

    /** Takes what the lexer finds. */
    interface Target {

        /** Text between markers. */
        void text(String text, int at);

        /** A marker. */
        void marker(String literal, int at);
    }

    private final MarkerTree tree;
    private final Target target;
    private String held = "";
    private int heldAt;

    MarkerLexer(MarkerTree tree, Target target) {
        this.tree = tree;
        this.target = target;
    }

    void push(String more) {
        read(held.isEmpty() ? more : held + more, false);
    }

    void finish() {
        read(held, true);
    }

    private void read(String text, boolean last) {
        int base = heldAt;
        int done = 0;
        int at = tree.candidate(text, 0);
        while (at < text.length()) {
            Node node = tree.root();
            String found = null;
            int end = at;
            while (node != null && end < text.length()) {
                node = node.after(text.charAt(end));
                end++;
                found = node != null && node.literal() != null ? node.literal() : found;
            }
            if (node != null && node.goesOn() && !last) {
                break;
            }
            if (found != null) {
                flush(text, done, at, base);
                target.marker(found, base + at);
                done = at + found.length();
            }
            at = tree.candidate(text, found == null ? at + 1 : done);
        }
        flush(text, done, at, base);
        held = text.substring(at);
        heldAt = base + at;
    }

    private void flush(String text, int from, int to, int base) {
        if (to > from) {
            target.text(text.substring(from, to), base + from);
        }
    }
}
