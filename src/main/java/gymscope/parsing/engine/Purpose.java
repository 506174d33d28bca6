package gymscope.parsing.engine;

/** What a grammar is asked for. */
enum Purpose {

    /** Content and calls of what a reasoning parser left: the text begins as content. */
    TOOL,
    /** Reasoning and content. */
    REASONING,
    /** Reasoning and all the rest, with the markup of calls, for a tool parser to read. */
    SPLIT,
    /** All in one pass. */
    UNIFIED
}
