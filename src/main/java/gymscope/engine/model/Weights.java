package gymscope.engine.model;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.gguf.Tensor;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Rows;
import gymscope.wire.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The weights of a llama decoder. Matrices stay in the mapped file, in its types; the few numbers of the normalisations
 * are widened to floats.
 *
 * @param embedding one row for each token
 * @param output one row for each token; the embedding again when the file has no other
 */
record Weights(Tensor embedding, List<Layer> layers, Rows outputNorm, Tensor output) {

    /** @throws Fault when a tensor is missing or of a type or shape that is not expected, or when one is left over */
    static Weights of(GgufFile file, ModelShape shape) {
        return new Loading(file, shape).weights();
    }

    /** Takes tensors out of the file and notes which were taken. */
    private static final class Loading {

        private final GgufFile file;
        private final ModelShape shape;
        private final Kernels kernels = Kernels.scalar();
        private final Set<String> left;

        Loading(GgufFile file, ModelShape shape) {
            this.file = file;
            this.shape = shape;
            this.left = new HashSet<>(file.tensorNames());
        }

        Weights weights() {
            Tensor embedding = matrix("token_embd", shape.vocabularySize(), shape.width());
            List<Layer> layers = IntStream.range(0, shape.layers()).mapToObj(this::layer).toList();
            Rows outputNorm = norm("output_norm");
            Tensor output = left.contains("output.weight") ? matrix("output", shape.vocabularySize(), shape.width()) : embedding;
            left.stream().sorted().findFirst().ifPresent(name -> {
                throw new Fault("The model " + file.path() + " has a tensor " + name
                        + ", which the local engine does not compute.", "Use a plain llama model.");
            });
            return new Weights(embedding, layers, outputNorm, output);
        }

        private Layer layer(int index) {
            String block = "blk." + index + ".";
            int queries = shape.heads() * shape.headSize();
            int keys = shape.keyHeads() * shape.headSize();
            return new Layer(norm(block + "attn_norm"), matrix(block + "attn_q", queries, shape.width()),
                    matrix(block + "attn_k", keys, shape.width()), matrix(block + "attn_v", keys, shape.width()),
                    matrix(block + "attn_output", shape.width(), queries), norm(block + "ffn_norm"),
                    matrix(block + "ffn_gate", shape.hidden(), shape.width()),
                    matrix(block + "ffn_up", shape.hidden(), shape.width()),
                    matrix(block + "ffn_down", shape.width(), shape.hidden()));
        }

        private Tensor matrix(String name, int rows, int columns) {
            left.remove(name + ".weight");
            return file.tensor(name + ".weight", rows, columns);
        }

        private Rows norm(String name) {
            Rows weights = new Rows(1, shape.width());
            kernels.widen(matrix(name, 1, shape.width()), 0, weights.data(), 0);
            return weights;
        }
    }
}
