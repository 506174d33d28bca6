package gymscope.engine.model;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.gguf.Metadata;
import gymscope.wire.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sizes and constants of a llama decoder, from the keys of its file.
 *
 * @param layers decoder blocks
 * @param width numbers that stand for a token between blocks
 * @param hidden numbers within the feed-forward part
 * @param heads query heads
 * @param keyHeads key/value heads, a divisor of the query heads
 * @param headSize numbers of a head
 * @param epsilon added to the mean square in normalisation
 * @param ropeBase base of the rotary embedding's frequencies
 * @param contextLength tokens that a sequence may have
 * @param vocabularySize tokens that there are
 */
public record ModelShape(int layers, int width, int hidden, int heads, int keyHeads, int headSize, float epsilon, double ropeBase,
        int contextLength, int vocabularySize) {

    private static final String ARCHITECTURE = "llama";

    /** Keys that the decoder uses; one that it does not know could change what must be computed. */
    private static final Set<String> KEYS = List
            .of("block_count", "context_length", "embedding_length", "feed_forward_length", "attention.head_count",
                    "attention.head_count_kv", "attention.layer_norm_rms_epsilon", "attention.key_length",
                    "attention.value_length", "rope.freq_base", "rope.dimension_count", "vocab_size")
            .stream().map(key -> ARCHITECTURE + "." + key).collect(Collectors.toUnmodifiableSet());

    /**
     * The shape that a file describes.
     *
     * @throws Fault when its architecture is not llama, a key of it is unknown here, or its numbers do not fit together
     */
    public static ModelShape of(GgufFile file) {
        Metadata metadata = file.metadata();
        String architecture = metadata.requiredText("general.architecture");
        if (!architecture.equals(ARCHITECTURE)) {
            throw new Fault("The model " + file.path() + " is of the architecture \"" + architecture
                    + "\", which the local engine lacks.", "Use a model of the llama architecture.");
        }
        metadata.keys().stream().filter(key -> key.startsWith(ARCHITECTURE + ".") && !KEYS.contains(key)).findFirst()
                .ifPresent(key -> {
                    throw new Fault("The model " + file.path() + " sets " + key + ", which the local engine does not compute.",
                            "Use a llama model with plain rotary embedding and full attention.");
                });
        int width = count(metadata, "embedding_length");
        int heads = count(metadata, "attention.head_count");
        ModelShape shape = new ModelShape(count(metadata, "block_count"), width, count(metadata, "feed_forward_length"), heads,
                metadata.count(key("attention.head_count_kv"), heads),
                metadata.count(key("attention.key_length"), Math.max(1, width / heads)),
                (float) metadata.requiredNumber(key("attention.layer_norm_rms_epsilon")),
                metadata.number(key("rope.freq_base"), 10_000), count(metadata, "context_length"),
                metadata.requiredTexts("tokenizer.ggml.tokens").size());
        shape.check(metadata, file);
        return shape;
    }

    /** Query heads that share a key/value head. */
    public int headsPerKey() {
        return heads / keyHeads;
    }

    private void check(Metadata metadata, GgufFile file) {
        require(heads % keyHeads == 0, file, heads + " attention heads cannot share " + keyHeads + " key/value heads");
        require(headSize % 2 == 0, file, "heads of the odd size " + headSize + " cannot be rotated");
        require(metadata.count(key("attention.key_length"), headSize) == metadata.count(key("attention.value_length"), headSize),
                file, "keys and values of different lengths are not computed by the local engine");
        require(metadata.count(key("rope.dimension_count"), headSize) == headSize, file,
                "rotating only a part of each head (llama.rope.dimension_count) is not computed by the local engine");
        require((long) heads * headSize <= 1 << 20 && width <= 1 << 20 && hidden <= 1 << 22 && layers <= 1 << 12, file,
                "its sizes are absurd");
    }

    private static void require(boolean right, GgufFile file, String problem) {
        if (!right) {
            throw new Fault("The model " + file.path() + " cannot be run: " + problem + ".", "Use another model file.");
        }
    }

    private static int count(Metadata metadata, String name) {
        return metadata.requiredCount(key(name));
    }

    private static String key(String name) {
        return ARCHITECTURE + "." + name;
    }
}
