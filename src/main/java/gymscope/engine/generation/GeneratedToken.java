package gymscope.engine.generation;

import java.util.List;

/**
 * One token that the model chose.
 *
 * @param id the token's number in the vocabulary
 * @param logprob its natural log probability over the whole vocabulary, before bias, penalties and temperature
 *     (vLLM's {@code raw_logprobs}); not a number when the request wanted none
 * @param rank 1 for the likeliest token of the vocabulary, counted before sampling parameters; equal ones in the order
 *     of their ids; 0 when the request wanted none
 * @param top the likeliest tokens in falling order, equal ones by id; as many as the request asked for
 */
public record GeneratedToken(int id, double logprob, int rank, List<TokenScore> top) {

    public GeneratedToken {
        top = List.copyOf(top);
    }
}
