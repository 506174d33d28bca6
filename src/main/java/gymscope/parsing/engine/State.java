package gymscope.parsing.engine;

/** Where a text is, while it is read. */
enum State {

    CONTENT, REASONING,
    /** Inside a call's wrapper, before the tool's name. */
    PREAMBLE, NAME, ARGUMENTS,
    /** After a call, still inside the wrapper. */
    BETWEEN;

    /** Whether a call's wrapper is open. */
    boolean isCall() {
        return this != CONTENT && this != REASONING;
    }
}
