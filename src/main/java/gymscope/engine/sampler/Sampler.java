package gymscope.engine.sampler;

import gymscope.engine.generation.SamplingParameters;
import gymscope.engine.kernels.Kernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses the tokens of one sequence. In vLLM's order: forbidden tokens, logit bias, penalties; then, unless the
 * temperature is 0, temperature, min_p, top_k, top_p and a draw. The draws come from a generator of its own, so they
 * depend on the seed and on the sequence alone. For one thread.
 */
public final class Sampler {

    private final SamplingParameters parameters;
    private final SplittableRandom random;
    private final Set<Integer> seen = new HashSet<>();
    private final Map<Integer, Integer> generated = new HashMap<>();

    public Sampler(SamplingParameters parameters, int[] prompt) {
        this.parameters = parameters;
        Long seed = parameters.seed();
        this.random = new SplittableRandom(seed == null ? ThreadLocalRandom.current().nextLong() : seed);
        if (parameters.penalises()) {
            Arrays.stream(prompt).forEach(seen::add);
        }
    }

    /**
     * The next token.
     *
     * @param forbidden tokens that may not be chosen
     * @param memory room for as many numbers as there are tokens
     */
    public int choose(float[] logits, int start, int size, Set<Integer> forbidden, Kernels kernels, double[] memory) {
        for (int id = 0; id < size; id++) {
            memory[id] = logits[start + id];
        }
        forbidden.forEach(id -> memory[id] = Double.NEGATIVE_INFINITY);
        parameters.logitBias().forEach((id, bias) -> memory[id] += bias);
        penalise(memory);
        int chosen = likeliest(memory, size);
        if (parameters.temperature() > 0) {
            chosen = draw(memory, size, memory[chosen], kernels);
        }
        if (parameters.penalises()) {
            seen.add(chosen);
            generated.merge(chosen, 1, Integer::sum);
        }
        return chosen;
    }

    private void penalise(double[] logits) {
        if (!parameters.penalises()) {
            return;
        }
        for (int id : seen) {
            logits[id] = logits[id] > 0
                    ? logits[id] / parameters.repetitionPenalty()
                    : logits[id] * parameters.repetitionPenalty();
        }
        generated.forEach((id, times) -> logits[id] -= parameters.frequencyPenalty() * times + parameters.presencePenalty());
    }

    private static int likeliest(double[] logits, int size) {
        int best = 0;
        for (int id = 1; id < size; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }

    private int draw(double[] weights, int size, double largest, Kernels kernels) {
        // Very low temperatures: divide differences, which cannot overflow, rather than logits.
        for (int id = 0; id < size; id++) {
            weights[id] = (weights[id] - largest) / parameters.temperature();
        }
        double sum = kernels.exponentiate(weights, size, 0);
        // From here on a weight is a probability times sum; the likeliest token's weight is 1.
        if (parameters.minP() > 0) {
            sum = keepFrom(weights, size, parameters.minP());
        }
        if (parameters.topK() > 0 && parameters.topK() < size) {
            sum = keepFrom(weights, size, Selection.largest(Arrays.copyOf(weights, size), parameters.topK()));
        }
        if (parameters.topP() < 1) {
            sum = keepShare(weights, size, sum, parameters.topP());
        }
        double aim = random.nextDouble() * sum;
        int last = 0;
        for (int id = 0; id < size; id++) {
            if (weights[id] > 0) {
                last = id;
                aim -= weights[id];
                if (aim < 0) {
                    break;
                }
            }
        }
        return last;
    }

    /** Drops weights below a bound; those equal to it stay. Returns the sum of what is left. */
    private static double keepFrom(double[] weights, int size, double bound) {
        double sum = 0;
        for (int id = 0; id < size; id++) {
            weights[id] = weights[id] < bound ? 0 : weights[id];
            sum += weights[id];
        }
        return sum;
    }

    /** Keeps the fewest of the largest weights that reach a share of the sum; of equal ones those with lower ids. */
    private static double keepShare(double[] weights, int size, double sum, double share) {
        // All weights below this one together are less than what is dropped, so the kept ones are among the others.
        double least = sum * (1 - share) / size;
        double[] sorted = Arrays.stream(weights, 0, size).filter(weight -> weight >= least).sorted().toArray();
        double reached = 0;
        int place = sorted.length;
        while (place > 0 && reached < sum * share) {
            reached += sorted[--place];
        }
        double bound = sorted[Math.min(place, sorted.length - 1)];
        int equal = 0;
        for (int i = place; i < sorted.length && sorted[i] == bound; i++) {
            equal++;
        }
        double kept = 0;
        for (int id = 0; id < size; id++) {
            boolean keeps = weights[id] > bound || (weights[id] == bound && equal-- > 0);
            weights[id] = keeps ? weights[id] : 0;
            kept += weights[id];
        }
        return kept;
    }
}
