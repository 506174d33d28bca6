package gymscope.parsing.python;

/** A text is not Python; without a trace, since it is no more than a way out of nested expressions. */
final class NotPython extends Exception {

    private static final long serialVersionUID = 1;

    NotPython() {
        super(null, null, false, false);
    }
}
