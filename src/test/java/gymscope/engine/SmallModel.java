package gymscope.engine;

import gymscope.engine.gguf.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A llama model with random weights and a byte vocabulary, small enough to write in a test. */
final class SmallModel {

    static final int WIDTH = 64;
    static final int HIDDEN = 96;
    static final int LAYERS = 2;
    static final int HEADS = 4;
    static final int KEY_HEADS = 2;
    static final int HEAD_SIZE = 16;
    static final int CONTEXT = 256;
    static final int END = 257;

    private SmallModel() {
    }

    /** Writes a model whose matrices are of a type, with the same weights for the same seed. */
    static Path write(Path folder, TensorType type, long seed) {
        return write(folder.resolve("small-" + type + ".gguf"), type, seed, number -> number, writer -> {});
    }

    /**
     * Writes a model.
     *
     * @param rounding what is done to each weight of a matrix first
     * @param change what is done to the file's content last
     */
    static Path write(Path file, TensorType type, long seed, UnaryOperator<Float> rounding, Consumer<GgufWriter> change) {
        GgufWriter writer = new GgufWriter();
        describe(writer);
        SplittableRandom random = new SplittableRandom(seed);
        matrix(writer, "token_embd", type, vocabulary().size(), WIDTH, random, rounding);
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "blk." + layer + ".";
            norm(writer, block + "attn_norm", random);
            matrix(writer, block + "attn_q", type, HEADS * HEAD_SIZE, WIDTH, random, rounding);
            matrix(writer, block + "attn_k", type, KEY_HEADS * HEAD_SIZE, WIDTH, random, rounding);
            matrix(writer, block + "attn_v", type, KEY_HEADS * HEAD_SIZE, WIDTH, random, rounding);
            matrix(writer, block + "attn_output", type, WIDTH, HEADS * HEAD_SIZE, random, rounding);
            norm(writer, block + "ffn_norm", random);
            matrix(writer, block + "ffn_gate", type, HIDDEN, WIDTH, random, rounding);
            matrix(writer, block + "ffn_up", type, HIDDEN, WIDTH, random, rounding);
            matrix(writer, block + "ffn_down", type, WIDTH, HIDDEN, random, rounding);
        }
        norm(writer, "output_norm", random);
        matrix(writer, "output", type, vocabulary().size(), WIDTH, random, rounding);
        change.accept(writer);
        try {
            return Files.write(file, writer.bytes());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void describe(GgufWriter writer) {
        writer.metadata.put("general.architecture", "llama");
        writer.metadata.put("general.name", "small");
        writer.metadata.put("llama.block_count", LAYERS);
        writer.metadata.put("llama.context_length", CONTEXT);
        writer.metadata.put("llama.embedding_length", WIDTH);
        writer.metadata.put("llama.feed_forward_length", HIDDEN);
        writer.metadata.put("llama.attention.head_count", HEADS);
        writer.metadata.put("llama.attention.head_count_kv", KEY_HEADS);
        writer.metadata.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        writer.metadata.put("llama.rope.freq_base", 10_000f);
        writer.metadata.put("tokenizer.ggml.model", "gpt2");
        writer.metadata.put("tokenizer.ggml.pre", "qwen2");
        writer.metadata.put("tokenizer.ggml.tokens", vocabulary());
        List<Integer> types = new ArrayList<>();
        for (int id = 0; id < vocabulary().size(); id++) {
            types.add(id < 256 ? 1 : id == 258 ? 4 : 3);
        }
        writer.metadata.put("tokenizer.ggml.token_type", types);
        writer.metadata.put("tokenizer.ggml.merges", List.of("h e", "he l"));
        writer.metadata.put("tokenizer.ggml.bos_token_id", 256);
        writer.metadata.put("tokenizer.ggml.eos_token_id", END);
    }

    /** Every byte in GPT-2's alphabet, then a begin token, an end token and a user-defined one. */
    static List<String> vocabulary() {
        List<String> tokens = new ArrayList<>();
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            tokens.add(Character.toString(printable ? b : next++));
        }
        tokens.addAll(List.of("<begin>", "<end>", "<tool>"));
        return tokens;
    }

    private static void matrix(GgufWriter writer, String name, TensorType type, int rows, int columns, SplittableRandom random,
            UnaryOperator<Float> rounding) {
        float[] numbers = new float[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = rounding.apply((float) (random.nextGaussian() * 0.15));
        }
        writer.tensor(name + ".weight", type, List.of(columns, rows), numbers);
    }

    private static void norm(GgufWriter writer, String name, SplittableRandom random) {
        float[] numbers = new float[WIDTH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (1 + random.nextGaussian() * 0.1);
        }
        writer.tensor(name + ".weight", TensorType.F32, List.of(WIDTH), numbers);
    }
}
