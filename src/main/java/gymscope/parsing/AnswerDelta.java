package gymscope.parsing;

/**
 * A piece of an answer that is known while the model still writes. Each knows where in the model's text it begins; text
 * pieces stand there as they are.
 */
public sealed interface AnswerDelta {

    /** Where it begins in the model's text, in UTF-16 characters. */
    int start();

    /** More reasoning. */
    record ReasoningDelta(String text, int start) implements AnswerDelta {}

    /** More content. */
    record ContentDelta(String text, int start) implements AnswerDelta {}

    /**
     * A call begins.
     *
     * @param index of the call in the answer, from 0
     * @param id the call's id
     * @param name the tool's name, whole
     * @param start where its markup begins
     */
    record ToolCallStart(int index, String id, String name, int start) implements AnswerDelta {}

    /**
     * More argument text, exactly as the model writes it.
     *
     * @param index of the call in the answer, from 0
     * @param text the next piece
     * @param start where it begins
     */
    record ToolCallArguments(int index, String text, int start) implements AnswerDelta {}
}
