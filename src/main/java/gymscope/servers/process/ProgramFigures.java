package gymscope.servers.process;

/** How busy a running program is, as it tells itself: its callers reach it directly. */
public sealed interface ProgramFigures {

    /** It does not run, or has not told yet. */
    record Unknown() implements ProgramFigures {}

    /**
     * It tells.
     *
     * @param metrics as they were told last
     * @param tokensPerSecond generated over the last ten seconds or so; 0 where it does not tell
     */
    record Told(ProgramMetrics metrics, double tokensPerSecond) implements ProgramFigures {}

    /**
     * It tells nothing, and is not asked again.
     *
     * @param reason why, a sentence
     * @param hint what to do about it, may be empty
     */
    record NotOffered(String reason, String hint) implements ProgramFigures {}
}
