package gymscope.engine;

import gymscope.engine.gguf.TensorType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes GGUF files for tests: correct ones, and ones that lie where a test wants them to. */
final class GgufWriter {

    static final int ALIGNMENT = 32;

    final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Stored> tensors = new LinkedHashMap<>();
    int version = 3;

    private static final class Stored {

        private final int typeId;
        private final List<Integer> shape;
        private final byte[] data;

        Stored(int typeId, List<Integer> shape, byte[] data) {
            this.typeId = typeId;
            this.shape = shape;
            this.data = data;
        }
    }

    void tensor(String name, TensorType type, List<Integer> shape, float[] numbers) {
        tensors.put(name, new Stored(typeId(type), shape, encode(type, numbers)));
    }

    void tensor(String name, int typeId, List<Integer> shape, byte[] data) {
        tensors.put(name, new Stored(typeId, shape, data));
    }

    void removeTensor(String name) {
        tensors.remove(name);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(number(4, version));
        out.writeBytes(number(8, tensors.size()));
        out.writeBytes(number(8, metadata.size()));
        metadata.forEach((key, value) -> {
            out.writeBytes(text(key));
            writeValue(out, value);
        });
        long offset = 0;
        for (Map.Entry<String, Stored> tensor : tensors.entrySet()) {
            out.writeBytes(text(tensor.getKey()));
            out.writeBytes(number(4, tensor.getValue().shape.size()));
            tensor.getValue().shape.forEach(extent -> out.writeBytes(number(8, extent)));
            out.writeBytes(number(4, tensor.getValue().typeId));
            out.writeBytes(number(8, offset));
            offset += aligned(tensor.getValue().data.length);
        }
        out.writeBytes(new byte[(int) (aligned(out.size()) - out.size())]);
        tensors.values().forEach(tensor -> {
            out.writeBytes(tensor.data);
            out.writeBytes(new byte[(int) (aligned(tensor.data.length) - tensor.data.length)]);
        });
        return out.toByteArray();
    }

    static float roundToBfloat(float number) {
        int bits = Float.floatToRawIntBits(number);
        return Float.intBitsToFloat((bits + 0x7FFF + (bits >>> 16 & 1)) & 0xFFFF0000);
    }

    static byte[] encode(TensorType type, float[] numbers) {
        ByteBuffer out = ByteBuffer.allocate((int) type.rowBytes(numbers.length)).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case F32 -> {
                for (float number : numbers) {
                    out.putFloat(number);
                }
            }
            case F16 -> {
                for (float number : numbers) {
                    out.putShort(Float.floatToFloat16(number));
                }
            }
            case BF16 -> {
                for (float number : numbers) {
                    out.putShort((short) (Float.floatToRawIntBits(roundToBfloat(number)) >>> 16));
                }
            }
            case Q8_0 -> {
                for (int start = 0; start < numbers.length; start += 32) {
                    float largest = 0;
                    for (int i = 0; i < 32; i++) {
                        largest = Math.max(largest, Math.abs(numbers[start + i]));
                    }
                    float scale = largest / 127;
                    out.putShort(Float.floatToFloat16(scale));
                    for (int i = 0; i < 32; i++) {
                        out.put((byte) Math.round(scale == 0 ? 0 : numbers[start + i] / scale));
                    }
                }
            }
        }
        return out.array();
    }

    private static int typeId(TensorType type) {
        return switch (type) {
            case F32 -> 0;
            case F16 -> 1;
            case Q8_0 -> 8;
            case BF16 -> 30;
        };
    }

    private static void writeValue(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case Integer number -> {
                out.writeBytes(number(4, 4));
                out.writeBytes(number(4, number));
            }
            case Float number -> {
                out.writeBytes(number(4, 6));
                out.writeBytes(number(4, Float.floatToRawIntBits(number)));
            }
            case Boolean flag -> {
                out.writeBytes(number(4, 7));
                out.write(flag ? 1 : 0);
            }
            case String text -> {
                out.writeBytes(number(4, 8));
                out.writeBytes(text(text));
            }
            case List<?> list -> {
                out.writeBytes(number(4, 9));
                out.writeBytes(number(4, list.getFirst() instanceof String ? 8 : 5));
                out.writeBytes(number(8, list.size()));
                list.forEach(
                        element -> out.writeBytes(element instanceof String text ? text(text) : number(4, (Integer) element)));
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).put(bytes).array();
    }

    private static byte[] number(int bytes, long value) {
        ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).flip();
        byte[] kept = new byte[bytes];
        out.get(kept);
        return kept;
    }

    private static long aligned(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
