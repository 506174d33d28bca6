package gymscope.engine.kernels;

import gymscope.engine.gguf.Tensor;

/** Kernels as plain loops. */
final class ScalarKernels implements Kernels {

    private float[] weightRow = new float[0];

    @Override
    public void widen(Tensor weights, int row, float[] target, int at) {
        Widener.widen(weights, row, target, at);
    }

    @Override
    public void multiply(Tensor weights, int from, int to, Rows in, int count, Rows out) {
        int columns = weights.columns();
        if (weightRow.length < columns) {
            weightRow = new float[columns];
        }
        for (int row = from; row < to; row++) {
            Widener.widen(weights, row, weightRow, 0);
            for (int a = 0; a < count; a++) {
                out.data()[out.offset(a) + row] = product(weightRow, in.data(), in.offset(a), columns);
            }
        }
    }

    private static float product(float[] weights, float[] x, int at, int columns) {
        float sum = 0;
        for (int k = 0; k < columns; k++) {
            sum += weights[k] * x[at + k];
        }
        return sum;
    }

    @Override
    public void normalise(Rows in, Rows out, int row, Rows weight, float epsilon) {
        float squares = 0;
        for (int i = 0; i < in.width(); i++) {
            float x = in.data()[in.offset(row) + i];
            squares += x * x;
        }
        float scale = (float) (1 / Math.sqrt(squares / in.width() + epsilon));
        for (int i = 0; i < in.width(); i++) {
            out.data()[out.offset(row) + i] = in.data()[in.offset(row) + i] * scale * weight.data()[i];
        }
    }

    @Override
    public void gate(Rows gate, Rows up, int row) {
        for (int i = 0; i < gate.width(); i++) {
            float g = gate.data()[gate.offset(row) + i];
            gate.data()[gate.offset(row) + i] = g / (Exponential.exp(-g) + 1) * up.data()[up.offset(row) + i];
        }
    }

    @Override
    public void add(Rows sum, Rows added, int row) {
        for (int i = 0; i < sum.width(); i++) {
            sum.data()[sum.offset(row) + i] += added.data()[added.offset(row) + i];
        }
    }

    @Override
    public void score(float[] query, int queryAt, float[] keys, int keysAt, int headSize, float scale, float[] scores,
            int scoresAt) {
        for (int p = 0; p < PAGE; p++) {
            float sum = 0;
            for (int d = 0; d < headSize; d++) {
                sum = Math.fma(keys[keysAt + d * PAGE + p], query[queryAt + d], sum);
            }
            scores[scoresAt + p] = sum * scale;
        }
    }

    @Override
    public void softmax(float[] scores, int count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, scores[i]);
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            scores[i] = Exponential.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < count; i++) {
            scores[i] /= sum;
        }
        for (int i = count; i % PAGE != 0; i++) {
            scores[i] = 0;
        }
    }

    @Override
    public void mix(float[] weights, int weightsAt, int positions, float[] values, int valuesAt, int headSize, float[] sum,
            int sumAt) {
        for (int d = 0; d < headSize; d++) {
            float mixed = sum[sumAt + d];
            for (int p = 0; p < positions; p++) {
                mixed = Math.fma(values[valuesAt + p * headSize + d], weights[weightsAt + p], mixed);
            }
            sum[sumAt + d] = mixed;
        }
    }

    @Override
    public double exponentiate(double[] numbers, int count, double largest) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            numbers[i] = StrictMath.exp(numbers[i] - largest);
            sum += numbers[i];
        }
        return sum;
    }
}
