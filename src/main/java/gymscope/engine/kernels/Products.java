package gymscope.engine.kernels;

import gymscope.engine.gguf.Tensor;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a matrix with rows of floats. Four rows of weights are widened once and then multiplied with all input
 * rows, four or one at a time; each product is one vector of sums along the row, whichever way it is taken.
 */
final class Products {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final int LANES = Lanes.COUNT;
    private static final int TILE = Kernels.TILE;
    private static final VectorMask<Float> FOUR = VectorMask.fromLong(FLOATS, 0xF);

    private final float[] partial = new float[16 * LANES];
    private float[] tile = new float[0];

    void multiply(Tensor weights, int from, int to, Rows in, int count, Rows out) {
        int stride = in.stride();
        if (tile.length < TILE * stride) {
            tile = new float[TILE * stride];
        }
        for (int row = from; row < to; row += TILE) {
            int rows = Math.min(TILE, to - row);
            for (int r = 0; r < rows; r++) {
                VectorWidener.widen(weights, row + r, tile, r * stride);
                Arrays.fill(tile, r * stride + weights.columns(), (r + 1) * stride, 0);
            }
            int a = 0;
            for (; a + 4 <= count; a += 4) {
                fourByFour(tile, stride, in.data(), in.offset(a), partial);
                for (int i = 0; i < 4; i++) {
                    collect(partial, i * 4 * LANES, out.data(), out.offset(a + i) + row);
                }
            }
            for (; a < count; a++) {
                fourByOne(tile, stride, in.data(), in.offset(a), out.data(), out.offset(a) + row);
            }
            // What a last tile of fewer rows wrote behind its row is padding, which stays zero.
            for (int i = 0; i < count && rows < TILE; i++) {
                Arrays.fill(out.data(), out.offset(i) + row + rows, out.offset(i) + row + TILE, 0);
            }
        }
    }

    private static void fourByOne(float[] w, int stride, float[] x, int at, float[] out, int outAt) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int k = 0; k < stride; k += LANES) {
            FloatVector xk = FloatVector.fromArray(FLOATS, x, at + k);
            s0 = FloatVector.fromArray(FLOATS, w, k).fma(xk, s0);
            s1 = FloatVector.fromArray(FLOATS, w, stride + k).fma(xk, s1);
            s2 = FloatVector.fromArray(FLOATS, w, 2 * stride + k).fma(xk, s2);
            s3 = FloatVector.fromArray(FLOATS, w, 3 * stride + k).fma(xk, s3);
        }
        Lanes.sums(s0, s1, s2, s3).intoArray(out, outAt, FOUR);
    }

    private static void fourByFour(float[] w, int stride, float[] x, int at, float[] partial) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s02 = s00;
        FloatVector s03 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s12 = s00;
        FloatVector s13 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s22 = s00;
        FloatVector s23 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s32 = s00;
        FloatVector s33 = s00;
        for (int k = 0; k < stride; k += LANES) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, w, k);
            FloatVector w1 = FloatVector.fromArray(FLOATS, w, stride + k);
            FloatVector w2 = FloatVector.fromArray(FLOATS, w, 2 * stride + k);
            FloatVector w3 = FloatVector.fromArray(FLOATS, w, 3 * stride + k);
            FloatVector xk = FloatVector.fromArray(FLOATS, x, at + k);
            s00 = w0.fma(xk, s00);
            s01 = w1.fma(xk, s01);
            s02 = w2.fma(xk, s02);
            s03 = w3.fma(xk, s03);
            xk = FloatVector.fromArray(FLOATS, x, at + stride + k);
            s10 = w0.fma(xk, s10);
            s11 = w1.fma(xk, s11);
            s12 = w2.fma(xk, s12);
            s13 = w3.fma(xk, s13);
            xk = FloatVector.fromArray(FLOATS, x, at + 2 * stride + k);
            s20 = w0.fma(xk, s20);
            s21 = w1.fma(xk, s21);
            s22 = w2.fma(xk, s22);
            s23 = w3.fma(xk, s23);
            xk = FloatVector.fromArray(FLOATS, x, at + 3 * stride + k);
            s30 = w0.fma(xk, s30);
            s31 = w1.fma(xk, s31);
            s32 = w2.fma(xk, s32);
            s33 = w3.fma(xk, s33);
        }
        s00.intoArray(partial, 0 * LANES);
        s01.intoArray(partial, 1 * LANES);
        s02.intoArray(partial, 2 * LANES);
        s03.intoArray(partial, 3 * LANES);
        s10.intoArray(partial, 4 * LANES);
        s11.intoArray(partial, 5 * LANES);
        s12.intoArray(partial, 6 * LANES);
        s13.intoArray(partial, 7 * LANES);
        s20.intoArray(partial, 8 * LANES);
        s21.intoArray(partial, 9 * LANES);
        s22.intoArray(partial, 10 * LANES);
        s23.intoArray(partial, 11 * LANES);
        s30.intoArray(partial, 12 * LANES);
        s31.intoArray(partial, 13 * LANES);
        s32.intoArray(partial, 14 * LANES);
        s33.intoArray(partial, 15 * LANES);
    }

    private static void collect(float[] partial, int at, float[] out, int outAt) {
        Lanes.sums(FloatVector.fromArray(FLOATS, partial, at), FloatVector.fromArray(FLOATS, partial, at + LANES),
                FloatVector.fromArray(FLOATS, partial, at + 2 * LANES), FloatVector.fromArray(FLOATS, partial, at + 3 * LANES))
                .intoArray(out, outAt, FOUR);
    }
}
