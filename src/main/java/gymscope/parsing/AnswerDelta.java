package gymscope.parsing;

/** A piece of an answer that is known while the model still writes. */
public sealed interface AnswerDelta {

    /** More reasoning. */
    record ReasoningDelta(String text) implements AnswerDelta {}

    /** More content. */
    record ContentDelta(String text) implements AnswerDelta {}

    /**
     * A call begins.
     *
     * @param index of the call in the answer, from 0
     * @param id the call's id
     * @param name the tool's name, whole
     */
    record ToolCallStart(int index, String id, String name) implements AnswerDelta {}

    /**
     * More argument text, exactly as the model writes it.
     *
     * @param index of the call in the answer, from 0
     * @param text the next piece
     */
    record ToolCallArguments(int index, String text) implements AnswerDelta {}
}
