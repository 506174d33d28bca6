package gymscope.workspace.history;

/**
 * What is remarkable about an exchange, in a few words.
 *
 * @param kind what the words are about
 */
public record Note(Kind kind, String words) {

    /** What a note is about. */
    public enum Kind {
        /** The model called a tool. */
        TOOL_CALL,
        /** It went wrong. */
        FAILURE,
        /** It went otherwise than asked. */
        WARNING,
        /** It is not at its end. */
        OPEN,
        /** It repeats another exchange. */
        REPLAY
    }
}
