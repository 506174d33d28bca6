package gymscope.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * exp of floats, within two units in the last place, the same bit for bit with and without vectors and whether compiled
 * or interpreted. 2^n times a polynomial, with the coefficients of Cephes' expf (S. Moshier).
 */
final class Exponential {

    /** Below it the result is 0, above {@link #HIGHEST} that of the bound. */
    private static final float LOWEST = -87.33654f;
    private static final float HIGHEST = 88f;
    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = -0x1.63p-1f;
    private static final float LN2_LOW = 2.1219444e-4f;
    /** Adding it rounds a float to a whole number, which then stands in its lowest bits. */
    private static final float ROUNDER = 12582912f;
    private static final float C5 = 1.9875691e-4f;
    private static final float C4 = 1.3981999e-3f;
    private static final float C3 = 8.333452e-3f;
    private static final float C2 = 4.1665796e-2f;
    private static final float C1 = 1.6666666e-1f;
    private static final float C0 = 0.5f;

    private Exponential() {
    }

    static float exp(float value) {
        if (value < LOWEST) {
            return 0;
        }
        float x = Math.min(value, HIGHEST);
        float rounded = Math.fma(x, LOG2_E, ROUNDER);
        float n = rounded - ROUNDER;
        float r = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
        float p = Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(C5, r, C4), r, C3), r, C2), r, C1), r, C0);
        float result = Math.fma(p, r * r, r) + 1;
        int power = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDER);
        return Float.intBitsToFloat(Float.floatToRawIntBits(result) + (power << 23));
    }

    static FloatVector exp(FloatVector values) {
        FloatVector x = values.min(HIGHEST);
        FloatVector rounder = FloatVector.broadcast(Lanes.FLOATS, ROUNDER);
        FloatVector rounded = x.fma(FloatVector.broadcast(Lanes.FLOATS, LOG2_E), rounder);
        FloatVector n = rounded.sub(rounder);
        FloatVector r = n.fma(FloatVector.broadcast(Lanes.FLOATS, LN2_LOW),
                n.fma(FloatVector.broadcast(Lanes.FLOATS, LN2_HIGH), x));
        FloatVector p = r.fma(FloatVector.broadcast(Lanes.FLOATS, C5), FloatVector.broadcast(Lanes.FLOATS, C4));
        p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, C3));
        p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, C2));
        p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, C1));
        p = p.fma(r, FloatVector.broadcast(Lanes.FLOATS, C0));
        FloatVector result = p.fma(r.mul(r), r).add(1);
        return result.reinterpretAsInts()
                .add(rounded.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDER)).lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats().blend(0, values.lt(LOWEST));
    }
}
