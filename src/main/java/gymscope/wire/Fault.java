package gymscope.wire;

import org.jspecify.annotations.Nullable;

/**
 * Something that could not be done, in words for the person in front of the screen: one sentence that says what is so
 * and where (file, line, key), and a hint that says what to do.
 */
public class Fault extends RuntimeException {

    private final String hint;

    /**
     * @param sentence what is so and where, a whole sentence
     * @param hint what to do about it, a whole sentence
     */
    public Fault(String sentence, String hint) {
        this(sentence, hint, null);
    }

    /** The same with the exception that led to it, which is kept for the log. */
    public Fault(String sentence, String hint, @Nullable Throwable cause) {
        super(sentence, cause);
        this.hint = hint;
    }

    /** What is so and where. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }

    /**
     * Any exception as words: a fault's own sentence, else the exception's message, never a stack trace.
     */
    public static String sentenceOf(Throwable problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank() ? problem.getClass().getSimpleName() : message;
    }
}
