package gymscope.templates.lint;

import tools.jackson.databind.node.ArrayNode;

/**
 * A place in a conversation where a prompt does not begin with what the model has seen and written before it.
 *
 * @param messages the conversation up to the prompt that breaks
 * @param turn the index of the assistant's message that does not come back as it was
 * @param cause why
 * @param evidence the two renderings
 */
public record PrefixBreak(ArrayNode messages, int turn, Cause cause, Evidence evidence) {

    /** Why a prompt does not begin with the one before it and its generation. */
    public enum Cause {

        /** The thinking of an earlier turn is left out. */
        THINKING_STRIPPED,

        /** The generation prompt is not how the assistant's message begins in the history. */
        GENERATION_PROMPT,

        /** The history is written otherwise once there is more of it. */
        RETEMPLATED
    }
}
