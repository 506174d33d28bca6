package gymscope.engine.gguf;

import gymscope.wire.Fault;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the numbers of a tensor are stored; the types that the engine computes with. */
public enum TensorType {
    /** Four-byte floats. */
    F32(0, 1, 4),
    /** IEEE half-precision floats. */
    F16(1, 1, 2),
    /** Blocks of 32 signed bytes after one half-precision scale. */
    Q8_0(8, 32, 34),
    /** The upper halves of four-byte floats. */
    BF16(30, 1, 2);

    private static final Map<Integer, TensorType> BY_ID = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(type -> type.id, type -> type));

    /** What ggml calls the types that the engine lacks, so that a refusal can name them. */
    private static final Map<Integer, String> LACKING = Map.ofEntries(Map.entry(2, "Q4_0"), Map.entry(3, "Q4_1"),
            Map.entry(6, "Q5_0"), Map.entry(7, "Q5_1"), Map.entry(9, "Q8_1"), Map.entry(10, "Q2_K"), Map.entry(11, "Q3_K"),
            Map.entry(12, "Q4_K"), Map.entry(13, "Q5_K"), Map.entry(14, "Q6_K"), Map.entry(15, "Q8_K"),
            Map.entry(16, "IQ2_XXS"), Map.entry(17, "IQ2_XS"), Map.entry(18, "IQ3_XXS"), Map.entry(19, "IQ1_S"),
            Map.entry(20, "IQ4_NL"), Map.entry(21, "IQ3_S"), Map.entry(22, "IQ2_S"), Map.entry(23, "IQ4_XS"),
            Map.entry(24, "I8"), Map.entry(25, "I16"), Map.entry(26, "I32"), Map.entry(27, "I64"), Map.entry(28, "F64"),
            Map.entry(29, "IQ1_M"), Map.entry(34, "TQ1_0"), Map.entry(35, "TQ2_0"), Map.entry(39, "MXFP4"));

    private final int id;
    private final int blockLength;
    private final int blockBytes;

    TensorType(int id, int blockLength, int blockBytes) {
        this.id = id;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
    }

    /**
     * The type with ggml's number.
     *
     * @throws Fault for a type that the engine lacks; it names the type and the tensor
     */
    static TensorType of(int id, String tensor) {
        TensorType type = BY_ID.get(id);
        if (type == null) {
            throw new Fault("Tensor " + tensor + " is of type " + LACKING.getOrDefault(id, "number " + id)
                    + ", which the local engine does not compute.", "Use a file of type F32, F16, BF16 or Q8_0.");
        }
        return type;
    }

    /** How many numbers are stored together; a row is a multiple of it. */
    public int blockLength() {
        return blockLength;
    }

    /** How many bytes a block takes. */
    public int blockBytes() {
        return blockBytes;
    }

    /** How many bytes a row of so many numbers takes. */
    public long rowBytes(long numbers) {
        return numbers / blockLength * blockBytes;
    }
}
