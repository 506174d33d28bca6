package gymscope.engine.sampler;

import gymscope.engine.generation.TokenScore;
import gymscope.engine.kernels.Kernels;
import gymscope.wire.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model says about the next token: natural log probabilities over the whole vocabulary, in double precision.
 * Reads a row of logits in place, so it is valid only as long as they are.
 */
public final class Distribution {

    private final float[] logits;
    private final int start;
    private final int size;
    private final double logSum;

    /** @throws Fault when the logits are no numbers, as those of a broken model file */
    public Distribution(float[] logits, int start, int size, Kernels kernels, double[] memory) {
        this.logits = logits;
        this.start = start;
        this.size = size;
        double largest = Double.NEGATIVE_INFINITY;
        for (int id = 0; id < size; id++) {
            memory[id] = logits[start + id];
            largest = Math.max(largest, memory[id]);
        }
        double sum = kernels.exponentiate(memory, size, largest);
        if (!Double.isFinite(sum)) {
            throw new Fault("The model computed something that is no number.", "Its file is broken; fetch it again.");
        }
        this.logSum = largest + StrictMath.log(sum);
    }

    /** A token's log probability. */
    public double logprob(int id) {
        return logits[start + id] - logSum;
    }

    /** 1 for the likeliest token; equal ones count in the order of their ids. */
    public int rank(int id) {
        float logit = logits[start + id];
        int before = 0;
        for (int other = 0; other < size; other++) {
            float rival = logits[start + other];
            if (rival > logit || (rival == logit && other < id)) {
                before++;
            }
        }
        return before + 1;
    }

    /** The likeliest tokens in falling order, equal ones by id. */
    public List<TokenScore> top(int count) {
        int wanted = Math.min(count, size);
        int[] best = new int[wanted];
        int found = 0;
        for (int id = 0; id < size; id++) {
            if (found < wanted || (wanted > 0 && logits[start + id] > logits[start + best[wanted - 1]])) {
                int place = found < wanted ? found++ : wanted - 1;
                for (; place > 0 && logits[start + id] > logits[start + best[place - 1]]; place--) {
                    best[place] = best[place - 1];
                }
                best[place] = id;
            }
        }
        List<TokenScore> top = new ArrayList<>(found);
        for (int id : best) {
            top.add(new TokenScore(id, logprob(id)));
        }
        return top;
    }
}
