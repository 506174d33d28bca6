package gymscope.engine.gguf;

import java.util.List;

/**
 * An entry of the file's table of tensors.
 *
 * @param name as in the file, such as {@code blk.0.attn_q.weight}
 * @param shape numbers along each dimension, the innermost first
 * @param typeId ggml's number of the type, perhaps one that the engine lacks
 * @param offset where the data starts, in bytes from the start of the file
 */
public record TensorInfo(String name, List<Long> shape, int typeId, long offset) {

    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** How many numbers the tensor holds. */
    public long count() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
