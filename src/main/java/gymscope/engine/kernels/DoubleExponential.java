package gymscope.engine.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp of doubles that are at most 0, within two units in the last place: 2^n times the Taylor polynomial of degree 13,
 * whose next term is below 1e-17 for the remainders that occur. The same whether compiled or interpreted.
 */
final class DoubleExponential {

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = DOUBLES.length();
    /** Below it the result is 0. */
    private static final double LOWEST = -708;
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = -0.6931471803691238;
    private static final double LN2_LOW = -1.9082149292705877e-10;
    /** Adding it rounds a double to a whole number, which then stands in its lowest bits. */
    private static final double ROUNDER = 0x1.8p52;
    private static final int DEGREE = 13;
    private static final double[] COEFFICIENTS = new double[DEGREE + 1];

    static {
        double factorial = 1;
        for (int i = 0; i <= DEGREE; i++) {
            factorial *= Math.max(1, i);
            COEFFICIENTS[i] = 1 / factorial;
        }
    }

    private DoubleExponential() {
    }

    /** See {@link Kernels#exponentiate}. Lane sums are added up from the first lane to the last. */
    static double exponentiate(double[] numbers, int count, double largest) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int i = 0;
        for (; i + LANES <= count; i += LANES) {
            DoubleVector e = exp(DoubleVector.fromArray(DOUBLES, numbers, i).sub(largest));
            e.intoArray(numbers, i);
            sums = sums.add(e);
        }
        double sum = 0;
        for (double lane : sums.toArray()) {
            sum += lane;
        }
        for (; i < count; i++) {
            numbers[i] = StrictMath.exp(numbers[i] - largest);
            sum += numbers[i];
        }
        return sum;
    }

    private static DoubleVector exp(DoubleVector x) {
        DoubleVector rounder = DoubleVector.broadcast(DOUBLES, ROUNDER);
        DoubleVector rounded = x.fma(DoubleVector.broadcast(DOUBLES, LOG2_E), rounder);
        DoubleVector n = rounded.sub(rounder);
        DoubleVector r = n.fma(DoubleVector.broadcast(DOUBLES, LN2_LOW), n.fma(DoubleVector.broadcast(DOUBLES, LN2_HIGH), x));
        DoubleVector p = DoubleVector.broadcast(DOUBLES, COEFFICIENTS[DEGREE]);
        for (int i = DEGREE - 1; i >= 0; i--) {
            p = p.fma(r, DoubleVector.broadcast(DOUBLES, COEFFICIENTS[i]));
        }
        LongVector power = rounded.reinterpretAsLongs().sub(Double.doubleToRawLongBits(ROUNDER));
        return p.reinterpretAsLongs().add(power.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles()
                .blend(0, x.lt(LOWEST));
    }
}
