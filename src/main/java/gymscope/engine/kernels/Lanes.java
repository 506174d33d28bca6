package gymscope.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums across the lanes of vectors. The Vector API leaves the order of its own reductions open, and it differs between
 * interpreted and compiled code; here lane i is added to lane i xor 1, then xor 2, 4 and 8, always.
 */
final class Lanes {

    /** The widest vectors of the machine, up to {@link Rows#PADDING} floats. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() <= Rows.PADDING
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED.withShape(FLOATS.vectorShape());
    static final int COUNT = FLOATS.length();

    private static final VectorShuffle<Float> XOR_1 = exchanged(1);
    private static final VectorShuffle<Float> XOR_2 = exchanged(2);
    private static final VectorShuffle<Float> XOR_4 = exchanged(4);
    private static final VectorShuffle<Float> XOR_8 = exchanged(8);
    private static final VectorMask<Float> BIT_1 = withBit(1);
    private static final VectorMask<Float> BIT_2 = withBit(2);

    private Lanes() {
    }

    /** The sum of all lanes. */
    static float sum(FloatVector a) {
        FloatVector pairs = a.add(a.rearrange(XOR_1));
        return acrossFours(pairs.add(pairs.rearrange(XOR_2))).lane(0);
    }

    /** The sums of four vectors, in lanes 0 to 3; each is the same as that of {@link #sum}. */
    static FloatVector sums(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        FloatVector ab = a.blend(b, BIT_1).add(b.blend(a, BIT_1).rearrange(XOR_1));
        FloatVector cd = c.blend(d, BIT_1).add(d.blend(c, BIT_1).rearrange(XOR_1));
        return acrossFours(ab.blend(cd, BIT_2).add(cd.blend(ab, BIT_2).rearrange(XOR_2)));
    }

    private static FloatVector acrossFours(FloatVector fours) {
        FloatVector sums = fours;
        if (COUNT > 4) {
            sums = sums.add(sums.rearrange(XOR_4));
        }
        if (COUNT > 8) {
            sums = sums.add(sums.rearrange(XOR_8));
        }
        return sums;
    }

    private static VectorShuffle<Float> exchanged(int bit) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ bit) % COUNT);
    }

    private static VectorMask<Float> withBit(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < COUNT; lane++) {
            lanes |= (lane & bit) != 0 ? 1L << lane : 0;
        }
        return VectorMask.fromLong(FLOATS, lanes);
    }
}
