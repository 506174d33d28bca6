package gymscope.engine.kernels;

import gymscope.engine.gguf.Tensor;

/**
 * The arithmetic of the decoder. An instance has working memory of its own and belongs to one thread at a time; any
 * number of instances may write different places of the same {@link Rows}.
 */
public sealed interface Kernels permits VectorKernels, ScalarKernels {

    /** How many positions of keys or values lie together in a page of the cache. */
    int PAGE = 16;

    /** How many rows of a matrix are multiplied together; parts of a matrix begin at a multiple of it. */
    int TILE = 4;

    /** Kernels that use the Vector API. */
    static Kernels vector() {
        return new VectorKernels();
    }

    /** The same in plain loops, for tests and comparison. */
    static Kernels scalar() {
        return new ScalarKernels();
    }

    /** Widens a row of weights to floats. */
    void widen(Tensor weights, int row, float[] target, int at);

    /**
     * Multiplies the first rows of the input with some rows of a matrix: for each input row a and each matrix row r from
     * {@code from} to before {@code to}, out[a][r] = sum of weights[r][k] in[a][k].
     *
     * @param from a multiple of {@link #TILE}
     * @param to a multiple of it too, or the end of the matrix
     */
    void multiply(Tensor weights, int from, int to, Rows in, int count, Rows out);

    /** Root-mean-square normalisation of one row: out = in / sqrt(mean of in squared + epsilon) * weight. */
    void normalise(Rows in, Rows out, int row, Rows weight, float epsilon);

    /** The gate of SwiGLU on one row: gate = gate / (1 + exp(-gate)) * up. */
    void gate(Rows gate, Rows up, int row);

    /** Adds one row to another. */
    void add(Rows sum, Rows added, int row);

    /**
     * The products of a query with the keys of a whole page, scaled.
     *
     * @param keys numbers of one head in a page: for each of the head's numbers, {@link #PAGE} positions
     */
    void score(float[] query, int queryAt, float[] keys, int keysAt, int headSize, float scale, float[] scores, int scoresAt);

    /** Turns the first scores into weights that add up to 1: exp(score - largest) / sum. Sets the rest of the page to 0. */
    void softmax(float[] scores, int count);

    /**
     * Adds the values of a page to a sum, weighted.
     *
     * @param values numbers of one head in a page: for each of {@link #PAGE} positions, the head's numbers
     * @param positions how many of the page's positions count
     */
    void mix(float[] weights, int weightsAt, int positions, float[] values, int valuesAt, int headSize, float[] sum, int sumAt);

    /**
     * Replaces numbers by exp(number - largest), in double precision, and returns their sum.
     *
     * @param largest at least as large as any of the numbers
     */
    double exponentiate(double[] numbers, int count, double largest);
}
