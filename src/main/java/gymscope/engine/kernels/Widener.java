package gymscope.engine.kernels;

import gymscope.engine.gguf.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Weights of the file's types as floats, one number after the other. Every stored number of these types is a float
 * exactly: a half, or a byte times a half, has fewer than 24 significant bits.
 */
final class Widener {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Widener() {
    }

    static void widen(Tensor weights, int row, float[] target, int at) {
        MemorySegment data = weights.data();
        long offset = weights.rowOffset(row);
        int columns = weights.columns();
        switch (weights.type()) {
            case F32 -> {
                for (int i = 0; i < columns; i++) {
                    target[at + i] = data.get(FLOAT, offset + 4L * i);
                }
            }
            case F16 -> {
                for (int i = 0; i < columns; i++) {
                    target[at + i] = Float.float16ToFloat(data.get(SHORT, offset + 2L * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < columns; i++) {
                    target[at + i] = Float.intBitsToFloat(data.get(SHORT, offset + 2L * i) << 16);
                }
            }
            case Q8_0 -> {
                for (int i = 0; i < columns; i += 32, offset += 34) {
                    float scale = Float.float16ToFloat(data.get(SHORT, offset));
                    for (int k = 0; k < 32; k++) {
                        target[at + i + k] = scale * data.get(ValueLayout.JAVA_BYTE, offset + 2 + k);
                    }
                }
            }
        }
    }
}
