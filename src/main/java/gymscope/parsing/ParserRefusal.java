package gymscope.parsing;

/** A text at which vLLM's parser raises: its server answers 400 or 500 instead of an answer. */
public final class ParserRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String type;
    private final String sentence;

    /**
     * A refusal.
     *
     * @param type the name of the exception that vLLM raises, {@code ValueError} for instance
     * @param sentence what is wrong with the text
     */
    public ParserRefusal(String type, String sentence) {
        super(sentence);
        this.type = type;
        this.sentence = sentence;
    }

    /** What is wrong with the text. */
    public String sentence() {
        return sentence;
    }

    /** The name of the exception that vLLM raises. */
    public String type() {
        return type;
    }
}
