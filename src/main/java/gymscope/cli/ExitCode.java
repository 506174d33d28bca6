package gymscope.cli;

/** What a command's end means to a script. */
final class ExitCode {

    /** Done. */
    static final int DONE = 0;

    /** Done, and something failed a check. */
    static final int CHECK_FAILED = 1;

    /** Could not be done; standard error says why in one sentence and what to do in another. */
    static final int COULD_NOT_BE_DONE = 2;

    private ExitCode() {
    }
}
