package gymscope.engine.generation;

import gymscope.wire.Fault;
import java.util.Set;

/**
 * What the engine is asked to continue.
 *
 * @param prompt the token ids to continue, at least one
 * @param sampling how each token is chosen
 * @param maxTokens how many tokens at most; 0 only scores the prompt; the model's context bounds it as well
 * @param minTokens how many tokens must come before an end or stop token may
 * @param ignoreEnd true to go on after the model's end tokens
 * @param stopTokenIds tokens that end the generation besides the model's own
 * @param topLogprobs how many likeliest tokens to return with each one; 0 for the token's own score only; -1 when no
 *     scores are needed, which is quicker
 * @param promptLogprobs the same for each token of the prompt; -1 for no scores (else shared prompts are computed anew)
 */
@SuppressWarnings("ArrayRecordComponent") // token ids are int[] from the tokenizer to the model; copied in and out here
public record GenerationRequest(int[] prompt, SamplingParameters sampling, int maxTokens, int minTokens, boolean ignoreEnd,
        Set<Integer> stopTokenIds, int topLogprobs, int promptLogprobs) {

    public GenerationRequest {
        if (prompt.length == 0) {
            throw new Fault("The prompt is empty.", "Give at least one token to continue.");
        }
        if (maxTokens < 0 || minTokens < 0) {
            throw new Fault("The number of tokens to generate is negative.", "Give max_tokens and min_tokens of 0 or more.");
        }
        prompt = prompt.clone();
        stopTokenIds = Set.copyOf(stopTokenIds);
    }

    /** Continues a prompt with scores for the chosen tokens, ending where the model ends. */
    public static GenerationRequest of(int[] prompt, SamplingParameters sampling, int maxTokens) {
        return new GenerationRequest(prompt, sampling, maxTokens, 0, false, Set.of(), 0, -1);
    }

    /** A copy of the prompt's token ids. */
    @Override
    public int[] prompt() {
        return prompt.clone();
    }

    /** How many tokens the prompt has. */
    public int promptLength() {
        return prompt.length;
    }
}
