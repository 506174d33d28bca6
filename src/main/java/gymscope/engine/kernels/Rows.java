package gymscope.engine.kernels;

/**
 * Rows of floats, one a token. Each row starts at a multiple of sixteen floats and the gap after it stays zero, so that
 * vectors may run over the end of a row without changing a sum. For one writer at a time.
 */
public final class Rows {

    /** Floats in the widest vector used; rows are padded to a multiple of it. */
    static final int PADDING = 16;

    private final int width;
    private final int stride;
    private final float[] data;

    /** @param width floats in a row */
    public Rows(int rows, int width) {
        this.width = width;
        this.stride = padded(width);
        this.data = new float[Math.multiplyExact(rows, stride)];
    }

    /** How many floats a row has. */
    public int width() {
        return width;
    }

    /** How far apart rows start, in floats. */
    public int stride() {
        return stride;
    }

    /** All rows in one array; not a copy. */
    public float[] data() {
        return data;
    }

    /** Where a row starts in {@link #data()}. */
    public int offset(int row) {
        return row * stride;
    }

    /** The next multiple of {@link #PADDING}. */
    static int padded(int width) {
        return (width + PADDING - 1) / PADDING * PADDING;
    }
}
