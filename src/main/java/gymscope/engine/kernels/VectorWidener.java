package gymscope.engine.kernels;

import gymscope.engine.gguf.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The same numbers as {@link Widener}, a vector at a time. */
final class VectorWidener {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LANES = Lanes.COUNT;
    /** Narrow vectors of as many numbers; the smallest vector has 64 bits, so bytes need eight lanes. */
    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class,
            VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, VectorShape.forBitSize(LANES * Short.SIZE));

    private VectorWidener() {
    }

    static void widen(Tensor weights, int row, float[] target, int at) {
        if (BYTES.length() != LANES || weights.columns() % LANES != 0) {
            Widener.widen(weights, row, target, at);
            return;
        }
        MemorySegment data = weights.data();
        long offset = weights.rowOffset(row);
        switch (weights.type()) {
            case F32 -> floats(data, offset, weights.columns(), target, at);
            case F16 -> halves(data, offset, weights.columns(), target, at);
            case BF16 -> upperHalves(data, offset, weights.columns(), target, at);
            case Q8_0 -> scaledBytes(data, offset, weights.columns(), target, at);
        }
    }

    private static void floats(MemorySegment data, long offset, int columns, float[] target, int at) {
        for (int i = 0; i < columns; i += LANES) {
            FloatVector.fromMemorySegment(Lanes.FLOATS, data, offset + 4L * i, ByteOrder.LITTLE_ENDIAN).intoArray(target, at + i);
        }
    }

    private static void upperHalves(MemorySegment data, long offset, int columns, float[] target, int at) {
        for (int i = 0; i < columns; i += LANES) {
            shorts(data, offset + 2L * i).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(target, at + i);
        }
    }

    /**
     * A half's exponent is 112 less than a float's: shifted into place, its value is 2^112 too small, also when it is
     * subnormal. Infinity and not-a-number keep the largest exponent.
     */
    private static void halves(MemorySegment data, long offset, int columns, float[] target, int at) {
        for (int i = 0; i < columns; i += LANES) {
            IntVector bits = shorts(data, offset + 2L * i);
            IntVector magnitude = bits.and(0x7FFF).lanewise(VectorOperators.LSHL, 13);
            VectorMask<Integer> infinite = magnitude.compare(VectorOperators.GE, 0x7C00 << 13);
            IntVector value = magnitude.reinterpretAsFloats().mul(0x1p112f).reinterpretAsInts()
                    .blend(magnitude.or(0x7F800000), infinite);
            value.or(bits.and(0x8000).lanewise(VectorOperators.LSHL, 16)).reinterpretAsFloats().intoArray(target, at + i);
        }
    }

    private static void scaledBytes(MemorySegment data, long offset, int columns, float[] target, int at) {
        for (int block = 0; block < columns; block += 32) {
            float scale = Float.float16ToFloat(data.get(SHORT, offset));
            for (int i = 0; i < 32; i += LANES) {
                FloatVector numbers = (FloatVector) ByteVector
                        .fromMemorySegment(BYTES, data, offset + 2 + i, ByteOrder.LITTLE_ENDIAN)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0);
                numbers.mul(scale).intoArray(target, at + block + i);
            }
            offset += 34;
        }
    }

    private static IntVector shorts(MemorySegment data, long offset) {
        return (IntVector) ShortVector.fromMemorySegment(SHORTS, data, offset, ByteOrder.LITTLE_ENDIAN)
                .convertShape(VectorOperators.S2I, Lanes.INTS, 0);
    }
}
