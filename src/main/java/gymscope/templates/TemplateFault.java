package gymscope.templates;

import gymscope.templates.syntax.Position;
import gymscope.templates.values.ValueError;
import gymscope.wire.Fault;

/** A chat template that cannot be read, uses what is not built, fails on its values, or refuses the conversation. */
public final class TemplateFault extends Fault {

    /** The kind of a refusal by {@code raise_exception}. */
    public static final String REFUSAL = "TemplateError";

    private final String kind;
    private final String reason;
    private final Position position;

    /**
     * @param kind the Python class of the error, such as {@code UndefinedError}; {@code TemplateError} where the template
     *     refuses the conversation
     * @param reason what is so, as Jinja2 words it
     * @param hint what to do about it, a whole sentence
     * @param position where in the template
     */
    public TemplateFault(String kind, String reason, String hint, Position position) {
        super(sentence(kind, reason, position), hint);
        this.kind = kind;
        this.reason = reason;
        this.position = position;
    }

    /** An error of values, at its place. */
    public static TemplateFault of(ValueError error, Position position) {
        return new TemplateFault(error.kind(), error.reason(), error.hint(), position);
    }

    private static String sentence(String kind, String reason, Position position) {
        String place = "Line %d, column %d of the chat template: ".formatted(position.line(), position.column());
        String words = kind.equals(REFUSAL) ? "the template refuses the conversation: " + reason : reason;
        return place + words + (words.endsWith(".") || words.endsWith("!") || words.endsWith("?") ? "" : ".");
    }

    /** The Python class of the error. */
    public String kind() {
        return kind;
    }

    /** What is so, exactly as Jinja2 or the template words it. */
    public String reason() {
        return reason;
    }

    /** Whether the template itself refused the conversation. */
    public boolean isRefusal() {
        return kind.equals(REFUSAL);
    }

    /** The line in the template, from 1. */
    public int line() {
        return position.line();
    }

    /** The column in that line, from 1. */
    public int column() {
        return position.column();
    }
}
