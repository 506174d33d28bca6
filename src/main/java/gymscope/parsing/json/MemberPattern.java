package gymscope.parsing.json;

/**
 * Looks for the first {@code "key": } in a text that comes character by character, wherever it stands, as the patterns of
 * vLLM's streaming parsers do. For one thread.
 */
final class MemberPattern {

    private enum State {
        KEY, COLON, SPACE, FOUND
    }

    private final String key;
    private State state = State.KEY;
    private int matched;

    /** For a member's name. */
    MemberPattern(String name) {
        this.key = '"' + name + '"';
    }

    /** Takes the next character; true from the first character of the member's value on. */
    boolean accept(char c) {
        switch (state) {
            case KEY -> key(c);
            case COLON -> {
                if (c == ':') {
                    state = State.SPACE;
                } else if (!isSpace(c)) {
                    again(c);
                }
            }
            case SPACE -> state = isSpace(c) ? State.SPACE : State.FOUND;
            case FOUND -> {
                // The value goes on.
            }
        }
        return state == State.FOUND;
    }

    /** What was found is not what is looked for: goes on from this character. */
    void again(char c) {
        state = State.KEY;
        matched = 0;
        key(c);
    }

    private void key(char c) {
        matched = c == key.charAt(matched) ? matched + 1 : c == '"' ? 1 : 0;
        if (matched == key.length()) {
            state = State.COLON;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
