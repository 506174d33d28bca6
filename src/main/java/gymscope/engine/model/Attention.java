package gymscope.engine.model;

import gymscope.engine.cache.PageLayout;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Rows;
import gymscope.engine.kernels.Workers;
import java.util.Arrays;

/** Causal attention of a batch over the pages of its sequences. One layer at a time. */
final class Attention {

    private final ModelShape shape;
    private final PageLayout layout;
    private final Rotation rotation;
    private final Rows queries;
    private final Rows keys;
    private final Rows values;
    private final float scale;
    private Batch batch = new Batch();

    Attention(ModelShape shape, int mostRows) {
        this.shape = shape;
        this.layout = new PageLayout(shape.layers(), shape.keyHeads(), shape.headSize());
        this.rotation = new Rotation(shape.headSize(), shape.ropeBase(), mostRows);
        this.queries = new Rows(mostRows, shape.heads() * shape.headSize());
        this.keys = new Rows(mostRows, shape.keyHeads() * shape.headSize());
        this.values = new Rows(mostRows, shape.keyHeads() * shape.headSize());
        this.scale = (float) (1 / Math.sqrt(shape.headSize()));
    }

    /** Takes up another batch. */
    void begin(Batch next) {
        batch = next;
        for (int row = 0; row < batch.size(); row++) {
            rotation.set(row, batch.row(row).position());
        }
    }

    /** Computes queries, keys and values of the batch and puts the keys and values in their pages. */
    void project(int index, Layer layer, Rows in, Workers workers, boolean together) {
        int rows = batch.size();
        int queryRows = layer.query().rows();
        int keyRows = layer.key().rows();
        workers.split(together, queryRows, Kernels.TILE, (kernels, from, to) -> {
            kernels.multiply(layer.query(), from, to, in, rows, queries);
        });
        workers.split(together, keyRows, Kernels.TILE, (kernels, from, to) -> {
            kernels.multiply(layer.key(), from, to, in, rows, keys);
            kernels.multiply(layer.value(), from, to, in, rows, values);
        });
        for (int row = 0; row < rows; row++) {
            rotation.rotate(row, queries);
            rotation.rotate(row, keys);
            store(index, row);
        }
    }

    private void store(int index, int row) {
        Batch.Row token = batch.row(row);
        float[] page = token.pages().page(token.position() / PageLayout.TOKENS);
        int place = token.position() % PageLayout.TOKENS;
        int size = shape.headSize();
        for (int head = 0; head < shape.keyHeads(); head++) {
            int from = keys.offset(row) + head * size;
            int keysAt = layout.keysAt(index, head) + place;
            for (int d = 0; d < size; d++) {
                page[keysAt + d * PageLayout.TOKENS] = keys.data()[from + d];
            }
            System.arraycopy(values.data(), values.offset(row) + head * size, page, layout.valuesAt(index, head) + place * size,
                    size);
        }
    }

    /** What each token of the batch takes from the tokens before it and itself. */
    void attend(int index, Rows out, Workers workers, boolean together) {
        workers.split(together, batch.size(), 1, (kernels, from, to) -> {
            float[] scores = new float[PageLayout.TOKENS * pages(from, to)];
            for (int row = from; row < to; row++) {
                for (int head = 0; head < shape.heads(); head++) {
                    attend(kernels, index, row, head, scores, out);
                }
            }
        });
    }

    private void attend(Kernels kernels, int index, int row, int head, float[] scores, Rows out) {
        Batch.Row token = batch.row(row);
        int size = shape.headSize();
        int known = token.position() + 1;
        int keyHead = head / shape.headsPerKey();
        int keysAt = layout.keysAt(index, keyHead);
        int valuesAt = layout.valuesAt(index, keyHead);
        int at = queries.offset(row) + head * size;
        for (int p = 0; p * PageLayout.TOKENS < known; p++) {
            kernels.score(queries.data(), at, token.pages().page(p), keysAt, size, scale, scores, p * PageLayout.TOKENS);
        }
        kernels.softmax(scores, known);
        int outAt = out.offset(row) + head * size;
        Arrays.fill(out.data(), outAt, outAt + size, 0);
        for (int p = 0; p * PageLayout.TOKENS < known; p++) {
            int positions = Math.min(PageLayout.TOKENS, known - p * PageLayout.TOKENS);
            kernels.mix(scores, p * PageLayout.TOKENS, positions, token.pages().page(p), valuesAt, size, out.data(), outAt);
        }
    }

    private int pages(int from, int to) {
        int most = 0;
        for (int row = from; row < to; row++) {
            most = Math.max(most, batch.row(row).position() / PageLayout.TOKENS + 1);
        }
        return most;
    }
}
