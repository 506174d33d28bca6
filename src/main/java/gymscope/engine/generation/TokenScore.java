package gymscope.engine.generation;

/**
 * A token that could have stood at a place.
 *
 * @param id the token's number in the vocabulary
 * @param logprob its natural log probability over the whole vocabulary, before sampling parameters change anything
 */
public record TokenScore(int id, double logprob) {}
