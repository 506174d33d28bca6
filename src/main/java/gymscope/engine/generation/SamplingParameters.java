package gymscope.engine.generation;

import gymscope.wire.Fault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a token is chosen from the model's distribution; names, ranges and order are vLLM's.
 *
 * @param temperature 0 takes the likeliest token (equal ones by id), larger is more random; at least 0
 * @param topP keeps the likeliest tokens whose probabilities add up to this; above 0, at most 1 (all)
 * @param topK keeps this many of the likeliest tokens; 0 or -1 keeps all
 * @param minP keeps tokens at least this times as likely as the likeliest; 0 (all) to 1
 * @param presencePenalty taken from the logit of every token that was generated before; -2 to 2
 * @param frequencyPenalty taken from a token's logit for each time it was generated before; -2 to 2
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens in prompt and answer; above 0, 1
 *     changes nothing
 * @param logitBias added to the logits of these token ids
 * @param seed makes the draws repeatable, whatever else the engine computes; null draws anew each time
 */
public record SamplingParameters(double temperature, double topP, int topK, double minP, double presencePenalty,
        double frequencyPenalty, double repetitionPenalty, Map<Integer, Double> logitBias, @Nullable Long seed) {

    public SamplingParameters {
        require(temperature >= 0 && Double.isFinite(temperature), "temperature", temperature, "0 or more");
        require(topP > 0 && topP <= 1, "top_p", topP, "above 0 and at most 1");
        require(topK >= -1, "top_k", topK, "-1 or 0 for all tokens, or a count");
        require(minP >= 0 && minP <= 1, "min_p", minP, "from 0 to 1");
        require(Math.abs(presencePenalty) <= 2, "presence_penalty", presencePenalty, "from -2 to 2");
        require(Math.abs(frequencyPenalty) <= 2, "frequency_penalty", frequencyPenalty, "from -2 to 2");
        require(repetitionPenalty > 0 && Double.isFinite(repetitionPenalty), "repetition_penalty", repetitionPenalty, "above 0");
        logitBias = Map.copyOf(logitBias);
        logitBias.forEach((id, bias) -> require(Double.isFinite(bias), "logit_bias of token " + id, bias, "a finite number"));
    }

    /** Takes the likeliest token every time. */
    public static SamplingParameters greedy() {
        return new SamplingParameters(0, 1, 0, 0, 0, 0, 1, Map.of(), null);
    }

    /** Draws from the model's own distribution, nothing cut off: what a request that names no parameter gets. */
    public static SamplingParameters defaults() {
        return new SamplingParameters(1, 1, 0, 0, 0, 0, 1, Map.of(), null);
    }

    /** Whether logits must be changed by what stands in the prompt or answer before a token is chosen. */
    public boolean penalises() {
        return presencePenalty != 0 || frequencyPenalty != 0 || repetitionPenalty != 1;
    }

    private static void require(boolean right, String name, Number value, String range) {
        if (!right) {
            throw new Fault(name + " is " + value + ", which is out of its range.", "Give a value " + range + ".");
        }
    }
}
