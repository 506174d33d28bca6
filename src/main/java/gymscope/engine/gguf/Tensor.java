package gymscope.engine.gguf;

import java.lang.foreign.MemorySegment;

/**
 * A tensor of one or two dimensions in the mapped file.
 *
 * @param rows 1 for a vector
 * @param columns numbers in a row, which lie together
 * @param data the stored numbers, readable until the file is closed
 */
public record Tensor(String name, TensorType type, int rows, int columns, MemorySegment data) {

    /** Where a row starts in the data. */
    public long rowOffset(int row) {
        return row * type.rowBytes(columns);
    }
}
