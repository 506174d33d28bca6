package gymscope.engine.kernels;

import gymscope.engine.gguf.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Kernels with the Vector API. Vectors lie along a row; {@link Lanes} adds their lanes up in one order. */
final class VectorKernels implements Kernels {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final int LANES = Lanes.COUNT;

    private final Products products = new Products();

    @Override
    public void widen(Tensor weights, int row, float[] target, int at) {
        VectorWidener.widen(weights, row, target, at);
    }

    @Override
    public void multiply(Tensor weights, int from, int to, Rows in, int count, Rows out) {
        products.multiply(weights, from, to, in, count, out);
    }

    @Override
    public void normalise(Rows in, Rows out, int row, Rows weight, float epsilon) {
        float[] source = in.data();
        float[] target = out.data();
        int start = in.offset(row);
        int targetStart = out.offset(row);
        FloatVector squares = FloatVector.zero(FLOATS);
        for (int i = 0; i < in.stride(); i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, source, start + i);
            squares = x.fma(x, squares);
        }
        float scale = (float) (1 / Math.sqrt(Lanes.sum(squares) / in.width() + epsilon));
        for (int i = 0; i < in.stride(); i += LANES) {
            FloatVector.fromArray(FLOATS, source, start + i).mul(scale).mul(FloatVector.fromArray(FLOATS, weight.data(), i))
                    .intoArray(target, targetStart + i);
        }
    }

    @Override
    public void gate(Rows gate, Rows up, int row) {
        float[] gates = gate.data();
        float[] ups = up.data();
        int start = gate.offset(row);
        int upStart = up.offset(row);
        for (int i = 0; i < gate.stride(); i += LANES) {
            FloatVector g = FloatVector.fromArray(FLOATS, gates, start + i);
            g.div(Exponential.exp(g.neg()).add(1)).mul(FloatVector.fromArray(FLOATS, ups, upStart + i)).intoArray(gates,
                    start + i);
        }
    }

    @Override
    public void add(Rows sum, Rows added, int row) {
        float[] sums = sum.data();
        float[] others = added.data();
        int start = sum.offset(row);
        int otherStart = added.offset(row);
        for (int i = 0; i < sum.stride(); i += LANES) {
            FloatVector.fromArray(FLOATS, sums, start + i).add(FloatVector.fromArray(FLOATS, others, otherStart + i))
                    .intoArray(sums, start + i);
        }
    }

    @Override
    public void score(float[] query, int queryAt, float[] keys, int keysAt, int headSize, float scale, float[] scores,
            int scoresAt) {
        for (int p = 0; p < PAGE; p += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int d = 0; d < headSize; d++) {
                sum = FloatVector.fromArray(FLOATS, keys, keysAt + d * PAGE + p)
                        .fma(FloatVector.broadcast(FLOATS, query[queryAt + d]), sum);
            }
            sum.mul(scale).intoArray(scores, scoresAt + p);
        }
    }

    @Override
    public void softmax(float[] scores, int count) {
        int end = (count + PAGE - 1) / PAGE * PAGE;
        for (int i = count; i < end; i++) {
            scores[i] = Float.NEGATIVE_INFINITY;
        }
        FloatVector largest = FloatVector.fromArray(FLOATS, scores, 0);
        for (int i = LANES; i < end; i += LANES) {
            largest = largest.max(FloatVector.fromArray(FLOATS, scores, i));
        }
        float top = largest.reduceLanes(VectorOperators.MAX);
        FloatVector sums = FloatVector.zero(FLOATS);
        for (int i = 0; i < end; i += LANES) {
            FloatVector e = Exponential.exp(FloatVector.fromArray(FLOATS, scores, i).sub(top));
            sums = sums.add(e);
            e.intoArray(scores, i);
        }
        float share = 1 / Lanes.sum(sums);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, scores, i).mul(share).intoArray(scores, i);
        }
    }

    @Override
    public void mix(float[] weights, int weightsAt, int positions, float[] values, int valuesAt, int headSize, float[] sum,
            int sumAt) {
        int d = 0;
        for (; d + LANES <= headSize; d += LANES) {
            FloatVector mixed = FloatVector.fromArray(FLOATS, sum, sumAt + d);
            for (int p = 0; p < positions; p++) {
                mixed = FloatVector.fromArray(FLOATS, values, valuesAt + p * headSize + d)
                        .fma(FloatVector.broadcast(FLOATS, weights[weightsAt + p]), mixed);
            }
            mixed.intoArray(sum, sumAt + d);
        }
        for (; d < headSize; d++) {
            float mixed = sum[sumAt + d];
            for (int p = 0; p < positions; p++) {
                mixed = Math.fma(values[valuesAt + p * headSize + d], weights[weightsAt + p], mixed);
            }
            sum[sumAt + d] = mixed;
        }
    }

    @Override
    public double exponentiate(double[] numbers, int count, double largest) {
        return DoubleExponential.exponentiate(numbers, count, largest);
    }
}
