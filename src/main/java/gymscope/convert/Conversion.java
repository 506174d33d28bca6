package gymscope.convert;

/**
 * The two switches of a conversion, with NeMo Gym's names.
 *
 * @param returnTokenIdInformation whether {@code prompt_token_ids}, {@code generation_token_ids} and
 *            {@code generation_log_probs} are carried over
 * @param usesReasoningParser whether {@code <think>…</think>} in an answer's content becomes a reasoning item
 */
public record Conversion(boolean returnTokenIdInformation, boolean usesReasoningParser) {

    /** No token fields, think tags become items. */
    public static final Conversion STANDARD = new Conversion(false, true);
}
