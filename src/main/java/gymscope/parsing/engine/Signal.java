package gymscope.parsing.engine;

/** What a marker says besides the change of state. */
enum Signal {

    REASONING_END, CALL_START,
    /** The marker itself is argument text. */
    ARGUMENT, CALL_END,
    /** The marker closes the wrapper of the call before it. */
    CALL_WRAPPER_END
}
