package gymscope.engine.generation;

import java.util.List;

/**
 * How likely the model found a token of the prompt, given those before it.
 *
 * @param position the token's place in the prompt, from 1: the first one, at 0, has nothing before it
 * @param id the token that stands there
 * @param logprob its natural log probability over the whole vocabulary
 * @param rank 1 when it was the likeliest, equal ones in the order of their ids
 * @param top the likeliest tokens at this place in falling order, equal ones by id; as many as the request asked for
 */
public record PromptScore(int position, int id, double logprob, int rank, List<TokenScore> top) {

    public PromptScore {
        top = List.copyOf(top);
    }
}
