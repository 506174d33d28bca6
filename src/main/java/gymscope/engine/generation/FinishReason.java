package gymscope.engine.generation;

/** Why a generation ended, in OpenAI's words. */
public enum FinishReason {
    /** An end token of the model or one of the request's stop tokens; it is the last token delivered. */
    STOP,
    /** The request's number of tokens, or the model's context, was used up. */
    LENGTH
}
