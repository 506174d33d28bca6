package gymscope.parsing;

/**
 * One way in which models write reasoning and calls, under the name that vLLM's {@code --tool-call-parser} or
 * {@code --reasoning-parser} gives it. Immutable; both ways take time in proportion to the text.
 */
public interface AnswerFormat {

    /** The name it is registered under. */
    String name();

    /**
     * Reads a whole text, with the result of vLLM's parser of that name, its losses included.
     *
     * @throws ParserRefusal where vLLM's parser raises, which its server turns into an HTTP error
     */
    ParsedAnswer parse(String text, ParseRequest request);

    /** Reads a text as it comes; the pieces joined do not depend on how the text is cut. */
    AnswerStream stream(ParseRequest request);

    /**
     * Whether vLLM reads it with its parser engine. A server that runs two such parsers takes the content from the second one also
     * where there are no calls, and where {@code tool_choice} is {@code none}.
     */
    default boolean isOfEngine() {
        return false;
    }
}
