package gymscope.engine.model;

import gymscope.engine.cache.PageLayout;
import gymscope.engine.cache.SequencePages;
import gymscope.engine.gguf.GgufFile;
import gymscope.engine.gguf.Tensor;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Rows;
import gymscope.engine.kernels.Workers;
import java.util.function.BooleanSupplier;

/**
 * A llama decoder: RMS normalisation, attention with rotary embedding over neighbouring pairs and shared key/value heads,
 * SwiGLU. One batch at a time. What comes out for a token does not depend on the other tokens of the batch that are not
 * before it in its own sequence.
 */
public final class Decoder {

    /** How many rows of logits are computed at a time. */
    public static final int LOGIT_ROWS = 32;

    /** From so many tokens in a step on, a step is worth several threads whatever the size of the model. */
    private static final int MANY_ROWS = 64;

    /** From so many weights on, any step is. */
    private static final long MANY_WEIGHTS = 10_000_000;

    /** Enough for products of four rows and of one. */
    public static final int WARM_UP_ROWS = 5;

    /** So often in a row it must not get faster to be taken for warm. */
    private static final int WARM_UP_PATIENCE = 60;

    private final ModelShape shape;
    private final Weights weights;
    private final Workers workers;
    private final boolean large;
    private final Attention attention;
    private final Rows state;
    private final Rows normalised;
    private final Rows change;
    private final Rows attended;
    private final Rows gate;
    private final Rows up;
    private final Rows chosen;
    private final Rows logits;

    /** @param mostRows how many tokens a batch may have */
    public Decoder(GgufFile file, ModelShape shape, Workers workers, int mostRows) {
        this.shape = shape;
        this.weights = Weights.of(file, shape);
        this.workers = workers;
        this.large = file.parameters() >= MANY_WEIGHTS;
        this.attention = new Attention(shape, mostRows);
        this.state = new Rows(mostRows, shape.width());
        this.normalised = new Rows(mostRows, shape.width());
        this.change = new Rows(mostRows, shape.width());
        this.attended = new Rows(mostRows, shape.heads() * shape.headSize());
        this.gate = new Rows(mostRows, shape.hidden());
        this.up = new Rows(mostRows, shape.hidden());
        this.chosen = new Rows(LOGIT_ROWS, shape.width());
        this.logits = new Rows(LOGIT_ROWS, shape.vocabularySize());
    }

    /** How keys and values stand in a page. */
    public PageLayout layout() {
        return new PageLayout(shape.layers(), shape.keyHeads(), shape.headSize());
    }

    /**
     * Computes something small again and again, until the compiler has seen what matters: before that, vectors are a
     * hundred times slower than after, and the first prompt would be computed so.
     *
     * @param pages with room for {@link #WARM_UP_ROWS} tokens
     * @param goOn asked after each time
     */
    public void warmUp(SequencePages pages, BooleanSupplier goOn) {
        Batch batch = new Batch();
        int[] last = {WARM_UP_ROWS - 1};
        for (int position = 0; position < WARM_UP_ROWS; position++) {
            batch.add(0, position, pages);
        }
        long best = Long.MAX_VALUE;
        for (int since = 0; since < WARM_UP_PATIENCE && goOn.getAsBoolean(); since++) {
            long started = System.nanoTime();
            compute(batch, 1);
            logits(last, 0, 1);
            long taken = System.nanoTime() - started;
            if (taken < best - best / 10) {
                best = taken;
                since = 0;
            }
        }
    }

    /** Computes all tokens of the batch; their keys and values go to their pages. */
    public void compute(Batch batch) {
        compute(batch, weights.layers().size());
    }

    private void compute(Batch batch, int layers) {
        int rows = batch.size();
        boolean together = large || rows >= MANY_ROWS;
        attention.begin(batch);
        for (int row = 0; row < rows; row++) {
            workers.own().widen(weights.embedding(), batch.row(row).token(), state.data(), state.offset(row));
        }
        for (int index = 0; index < layers; index++) {
            Layer layer = weights.layers().get(index);
            normalise(layer.attentionNorm(), rows, together);
            attention.project(index, layer, normalised, workers, together);
            attention.attend(index, attended, workers, together);
            multiply(layer.attentionOutput(), attended, change, rows, together);
            addChange(rows);
            normalise(layer.feedForwardNorm(), rows, together);
            multiply(layer.gate(), normalised, gate, rows, together);
            multiply(layer.up(), normalised, up, rows, together);
            workers.split(together, rows, 1, (kernels, from, to) -> {
                for (int row = from; row < to; row++) {
                    kernels.gate(gate, up, row);
                }
            });
            multiply(layer.down(), gate, change, rows, together);
            addChange(rows);
        }
        normalise(weights.outputNorm(), rows, together);
    }

    /**
     * The logits after some tokens of the batch computed last, in rows from 0 on; overwritten by the next call.
     *
     * @param count how many rows are wanted, at most {@link #LOGIT_ROWS}
     */
    public Rows logits(int[] rows, int from, int count) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(normalised.data(), normalised.offset(rows[from + i]), chosen.data(), chosen.offset(i),
                    chosen.stride());
        }
        multiply(weights.output(), chosen, logits, count, large || count >= MANY_ROWS);
        return logits;
    }

    private void normalise(Rows weight, int rows, boolean together) {
        workers.split(together, rows, 1, (kernels, from, to) -> {
            for (int row = from; row < to; row++) {
                kernels.normalise(state, normalised, row, weight, shape.epsilon());
            }
        });
    }

    private void multiply(Tensor matrix, Rows in, Rows out, int rows, boolean together) {
        workers.split(together, matrix.rows(), Kernels.TILE,
                (kernels, from, to) -> kernels.multiply(matrix, from, to, in, rows, out));
    }

    private void addChange(int rows) {
        for (int row = 0; row < rows; row++) {
            workers.own().add(state, change, row);
        }
    }
}
