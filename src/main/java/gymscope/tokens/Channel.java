package gymscope.tokens;

/** What a generated token belongs to. */
public enum Channel {
    /** The model's thinking. */
    REASONING,
    /** The answer itself. */
    CONTENT,
    /** The name of a tool that is called. */
    TOOL_NAME,
    /** The arguments of a call. */
    TOOL_ARGUMENT,
    /** Markers and punctuation of the format, which the endpoint's parsers remove; the end token. */
    TEMPLATE
}
