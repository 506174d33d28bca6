package gymscope.verification;

/**
 * Why the rest of a battery could not be asked.
 *
 * @param sentence what is so
 * @param hint what to do
 */
public record Stop(String sentence, String hint) {}
