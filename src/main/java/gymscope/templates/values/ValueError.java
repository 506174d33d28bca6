package gymscope.templates.values;

/** A value that an operator, filter, test or method cannot take. The interpreter adds the place in the template. */
public final class ValueError extends RuntimeException {

    private final String hint;
    private final String kind;

    /**
     * @param kind the Python class of the error, such as {@code TypeError}
     * @param reason what is so, as Jinja2 or Python words it
     * @param hint what to do about it, a whole sentence
     */
    public ValueError(String kind, String reason, String hint) {
        super(reason, null, false, false);
        this.kind = kind;
        this.hint = hint;
    }

    /** A {@code TypeError}: a value of a type that does not fit. */
    public static ValueError type(String reason) {
        return new ValueError("TypeError", reason, "Mend the template, or the messages that it is given.");
    }

    /** A {@code ValueError}: a value that does not fit. */
    public static ValueError value(String reason) {
        return new ValueError("ValueError", reason, "Mend the template, or the messages that it is given.");
    }

    /** An {@code UndefinedError}: something is used that is not there. */
    public static ValueError undefined(Value.Undefined value) {
        boolean unsafe = value.hint() != null && value.hint().endsWith("is unsafe.");
        return new ValueError(unsafe ? "SecurityError" : "UndefinedError", value.message(), unsafe
                ? "Templates run in an immutable sandbox, here as in transformers."
                : "Give the template what it asks for, or let it test with “is defined” first.");
    }

    /** An error of another class. */
    public static ValueError of(String kind, String reason) {
        return new ValueError(kind, reason, "Mend the template, or the messages that it is given.");
    }

    /** Something of Jinja2 or Python that this interpreter does not have. */
    public static ValueError notBuilt(String what) {
        return new ValueError("NotImplementedError", what + " is not built", "Use a template without it.");
    }

    /** A limit of the rendering that was passed. */
    public static ValueError limit(String what) {
        return new ValueError("LimitError", "the template " + what, "Use a template that ends sooner, or fewer messages.");
    }

    /** What is so. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The Python class of the error. */
    public String kind() {
        return kind;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }
}
