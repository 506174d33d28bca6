package gymscope.parsing;

/** What a stretch of a model's text is. */
public enum Part {

    /** Thinking between {@code <think>} and {@code </think>}. */
    REASONING,

    /** The answer for people. */
    CONTENT,

    /** The name of a tool in a call. */
    TOOL_NAME,

    /** The arguments of a call. */
    TOOL_ARGUMENTS,

    /** Markers, the JSON around name and arguments, and text between calls: in no field of the answer. */
    MARKUP
}
