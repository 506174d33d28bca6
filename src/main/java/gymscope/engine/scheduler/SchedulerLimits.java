package gymscope.engine.scheduler;

import gymscope.engine.generation.GenerationRequest;
import gymscope.wire.Fault;

/**
 * What a scheduler takes.
 *
 * @param sequences how many are computed together
 * @param waiting how many requests may wait
 * @param contextLength how many tokens prompt and answer may have together
 * @param vocabularySize how many tokens there are
 */
public record SchedulerLimits(int sequences, int waiting, int contextLength, int vocabularySize) {

    /** Checks a request and returns how many tokens its prompt and answer may have together. */
    int check(GenerationRequest request, int[] prompt) {
        for (int id : prompt) {
            checkId(id, "The prompt");
        }
        request.sampling().logitBias().keySet().forEach(id -> checkId(id, "logit_bias"));
        int room = contextLength - prompt.length;
        if (room < 0 || (room == 0 && request.maxTokens() > 0)) {
            throw new Fault("The prompt has " + prompt.length + " tokens, but the model's context holds " + contextLength
                    + " with the answer.", "Shorten the prompt, or use a model with a longer context.");
        }
        return prompt.length + Math.min(room, request.maxTokens());
    }

    private void checkId(int id, String where) {
        if (id < 0 || id >= vocabularySize) {
            throw new Fault(where + " names token " + id + ", but the model has only " + vocabularySize + " tokens.",
                    "Give ids from 0 to " + (vocabularySize - 1) + ".");
        }
    }
}
