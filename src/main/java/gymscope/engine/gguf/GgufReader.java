package gymscope.engine.gguf;

import gymscope.wire.Fault;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the head of a GGUF file from front to back; every length is checked against what is left of the file. */
final class GgufReader {

    private static final int MAGIC = 0x46554747;
    private static final int MAX_DIMENSIONS = 4;
    private static final long DEFAULT_ALIGNMENT = 32;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final MemorySegment file;
    private long position;

    GgufReader(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    GgufHeader header() {
        if (file.byteSize() < 4 || file.get(INT, take(4)) != MAGIC) {
            throw new Fault("The file " + path + " is not a GGUF file.", "Name a model file that ends in .gguf.");
        }
        int version = readInt();
        if (version != 2 && version != 3) {
            throw new Fault("The file " + path + " is GGUF of version " + version + (Integer.reverseBytes(version) <= 3
                    ? " (in big-endian byte order)."
                    : "."), "Use a little-endian file of version 2 or 3.");
        }
        long tensorCount = readCount("the number of tensors");
        long keyCount = readCount("the number of keys");
        Map<String, Object> values = new LinkedHashMap<>();
        for (long i = 0; i < keyCount; i++) {
            String key = readString();
            if (values.put(key, readValue(readInt(), key)) != null) {
                throw broken("The key " + key + " occurs twice");
            }
        }
        Metadata metadata = new Metadata(path.toString(), values);
        return new GgufHeader(metadata, readTensors(tensorCount, alignment(metadata)));
    }

    private long alignment(Metadata metadata) {
        Long alignment = metadata.integer("general.alignment");
        if (alignment != null && (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1)) {
            throw broken("general.alignment is " + alignment);
        }
        return alignment == null ? DEFAULT_ALIGNMENT : alignment;
    }

    private Map<String, TensorInfo> readTensors(long count, long alignment) {
        List<TensorInfo> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            entries.add(readTensor());
        }
        long start = (position + alignment - 1) / alignment * alignment;
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (TensorInfo entry : entries) {
            if (entry.offset() < 0 || entry.offset() % alignment != 0) {
                throw broken("Tensor " + entry.name() + " starts at byte " + Long.toUnsignedString(entry.offset()));
            }
            if (entry.offset() > file.byteSize() - start) {
                throw truncated();
            }
            TensorInfo placed = new TensorInfo(entry.name(), entry.shape(), entry.typeId(), start + entry.offset());
            if (tensors.put(entry.name(), placed) != null) {
                throw broken("Tensor " + entry.name() + " occurs twice");
            }
        }
        return tensors;
    }

    private TensorInfo readTensor() {
        String name = readString();
        int dimensions = readInt();
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw broken("Tensor " + name + " has " + Integer.toUnsignedString(dimensions) + " dimensions");
        }
        List<Long> shape = new ArrayList<>();
        long numbers = 1;
        for (int d = 0; d < dimensions; d++) {
            long extent = readLong();
            if (extent < 1 || extent > Integer.MAX_VALUE || numbers > Long.MAX_VALUE / Integer.MAX_VALUE / extent) {
                throw broken("Tensor " + name + " has an extent of " + Long.toUnsignedString(extent));
            }
            numbers *= extent;
            shape.add(extent);
        }
        return new TensorInfo(name, shape, readInt(), readLong());
    }

    /** Integers of any width become Long, floats Double, as the format's widths carry no meaning for us. */
    private Object readValue(int type, String key) {
        return switch (type) {
            case 0 -> (long) Byte.toUnsignedInt(readByte());
            case 1 -> (long) readByte();
            case 2 -> (long) Short.toUnsignedInt(file.get(SHORT, take(2)));
            case 3 -> (long) file.get(SHORT, take(2));
            case 4 -> Integer.toUnsignedLong(readInt());
            case 5 -> (long) readInt();
            case 6 -> (double) Float.intBitsToFloat(readInt());
            case 7 -> readByte() != 0;
            case 8 -> readString();
            case 9 -> readArray(key);
            case 10, 11 -> readLong();
            case 12 -> Double.longBitsToDouble(readLong());
            default -> throw broken("The key " + key + " is of the unknown kind " + Integer.toUnsignedString(type));
        };
    }

    private List<Object> readArray(String key) {
        int type = readInt();
        if (type == 9) {
            throw broken("The key " + key + " is a list of lists");
        }
        long length = readCount("the length of " + key);
        List<Object> elements = new ArrayList<>((int) Math.min(length, 1 << 16));
        for (long i = 0; i < length; i++) {
            elements.add(readValue(type, key));
        }
        return elements;
    }

    /** A count of things that take at least a byte each. */
    private long readCount(String what) {
        long count = readLong();
        if (count < 0 || count > file.byteSize()) {
            throw broken("In its head, " + what + " is " + Long.toUnsignedString(count) + ", more than the file has bytes");
        }
        return count;
    }

    private String readString() {
        long length = readLong();
        if (length < 0 || length > file.byteSize()) {
            throw broken("A text in its head is " + Long.toUnsignedString(length) + " bytes long, more than the whole file");
        }
        long start = take(length);
        return new String(file.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private byte readByte() {
        return file.get(ValueLayout.JAVA_BYTE, take(1));
    }

    private int readInt() {
        return file.get(INT, take(4));
    }

    private long readLong() {
        return file.get(LONG, take(8));
    }

    private long take(long bytes) {
        if (bytes > file.byteSize() - position) {
            throw truncated();
        }
        long start = position;
        position += bytes;
        return start;
    }

    private Fault truncated() {
        return new Fault("The file " + path + " ends in the middle of its head: it is truncated.", "Fetch it again.");
    }

    private Fault broken(String what) {
        return new Fault(what + " in " + path + ".", "The file is broken; fetch it again.");
    }
}
