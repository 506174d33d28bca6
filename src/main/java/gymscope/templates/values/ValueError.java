package gymscope.templates.values;

/** A value that an operator, filter, test or method cannot take. The interpreter adds the place in the template. */
public final class ValueError extends RuntimeException {

    private final String hint;

    /** @param reason what is so, a clause without a full stop */
    public ValueError(String reason) {
        this(reason, "Mend the template, or the messages that it is given.");
    }

    /**
     * @param reason what is so, a clause without a full stop
     * @param hint what to do about it, a whole sentence
     */
    public ValueError(String reason, String hint) {
        super(reason, null, false, false);
        this.hint = hint;
    }

    /** Something of Jinja2 or Python that this interpreter does not have. */
    public static ValueError notBuilt(String what) {
        return new ValueError(what + " is not built", "Use a template without it.");
    }

    /** What is so, a clause. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }
}
