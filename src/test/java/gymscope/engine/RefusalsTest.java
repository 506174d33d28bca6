package gymscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.gguf.TensorType;
import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the engine must refuse in words, never run wrongly. */
class RefusalsTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNoGguf() throws IOException {
        refused(Files.writeString(folder.resolve("notes.gguf"), "Just some notes."), "notes.gguf is not a GGUF file");
        refused(Files.createFile(folder.resolve("empty.gguf")), "empty.gguf is not a GGUF file");
        refused(folder, "is a folder");
        refused(folder.resolve("missing.gguf"), "There is no file");
    }

    @Test
    void anotherVersion() {
        refused(changed(writer -> writer.version = 1), "GGUF of version 1");
        refused(changed(writer -> writer.version = Integer.reverseBytes(3)), "big-endian");
    }

    @ParameterizedTest
    @CsvSource({"general.architecture, qwen2, the architecture \"qwen2\"", "tokenizer.ggml.model, llama, of the kind \"llama\"",
        "tokenizer.ggml.pre, tekken, in the way \"tekken\"", "llama.rope.scaling.type, linear, llama.rope.scaling.type",
        "llama.attention.sliding_window, 512, llama.attention.sliding_window", "llama.block_count, two, is not a whole number"})
    void aKeyThatIsNotComputed(String key, String value, String named) {
        refused(changed(writer -> writer.metadata.put(key, value)), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama.block_count", "llama.embedding_length", "tokenizer.ggml.merges", "general.architecture",
        "tokenizer.ggml.eos_token_id"})
    void aKeyThatIsMissing(String key) {
        refused(changed(writer -> writer.metadata.remove(key)), key);
    }

    @Test
    void numbersThatDoNotFit() {
        refused(changed(writer -> writer.metadata.put("llama.attention.head_count_kv", 3)), "cannot share 3 key/value heads");
        refused(changed(writer -> writer.metadata.put("llama.attention.head_count", 0)), "llama.attention.head_count is 0");
        refused(changed(writer -> writer.metadata.put("llama.embedding_length", 128)), "token_embd.weight");
        refused(changed(writer -> writer.metadata.put("llama.rope.dimension_count", 8)), "llama.rope.dimension_count");
        refused(changed(writer -> writer.metadata.put("llama.attention.layer_norm_rms_epsilon", Float.NaN)),
                "rms_epsilon is NaN");
        refused(changed(writer -> writer.metadata.put("tokenizer.ggml.eos_token_id", 9_999)), "eos_token_id is 9999");
        refused(changed(writer -> writer.metadata.put("tokenizer.ggml.token_type", List.of(1, 1))), "2 token types");
    }

    @Test
    void tensorsThatAreNotComputed() {
        refused(changed(writer -> writer.tensor("rope_freqs.weight", TensorType.F32, List.of(8), new float[8])),
                "rope_freqs.weight");
        refused(changed(writer -> writer.tensor("blk.0.attn_q.weight", 2, List.of(64, 64), new byte[64 * 36])), "type Q4_0");
        refused(changed(writer -> writer.tensor("blk.0.attn_q.weight", 77, List.of(64, 64), new byte[64 * 36])),
                "type number 77");
        refused(changed(writer -> writer.removeTensor("blk.1.ffn_up.weight")), "no tensor blk.1.ffn_up.weight");
        refused(changed(writer -> writer.tensor("output_norm.weight", TensorType.F32, List.of(32), new float[32])),
                "has the shape [32], not [64]");
    }

    @Test
    void absurdSizes() throws IOException {
        byte[] bytes = Files.readAllBytes(changed(writer -> {}));
        byte[] tensors = bytes.clone();
        Arrays.fill(tensors, 8, 15, (byte) 0xFF);
        refused(Files.write(folder.resolve("tensors.gguf"), tensors), "the number of tensors is");
        byte[] keys = bytes.clone();
        Arrays.fill(keys, 16, 24, (byte) 0xFF);
        refused(Files.write(folder.resolve("keys.gguf"), keys), "the number of keys is");
        byte[] text = bytes.clone();
        Arrays.fill(text, 24, 31, (byte) 0xFF);
        refused(Files.write(folder.resolve("text.gguf"), text), "bytes long, more than the whole file");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void truncatedFiles(long seed) throws IOException {
        byte[] bytes = Files.readAllBytes(changed(writer -> {}));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            // The last tensor's padding may be cut without harm, so cut more than that.
            int length = random.nextInt(bytes.length - GgufWriter.ALIGNMENT);
            Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> LocalModel.load(cut).close()).as("seed %d, cut at %d", seed, length)
                    .isInstanceOf(Fault.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void damagedHeads(long seed) throws IOException {
        byte[] bytes = Files.readAllBytes(changed(writer -> {}));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            int at = random.nextInt(6_000);
            damaged[at] = (byte) random.nextInt();
            Path file = Files.write(folder.resolve("damaged.gguf"), damaged);
            try (GgufFile opened = GgufFile.open(file)) {
                assertThat(opened.tensorNames()).as("seed %d, byte %d", seed, at).isNotEmpty();
            } catch (Fault refusal) {
                assertThat(refusal.hint()).as("seed %d, byte %d", seed, at).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"qwen2-f16.gguf, the architecture \"qwen2\"", "qwen3-q8_0.gguf, the architecture \"qwen3\"",
        "llama-q4_0.gguf, type Q4_0", "llama-q6_k.gguf, type Q6_K", "llama-iq4_nl.gguf, type IQ4_NL",
        "llama-rope-freqs.gguf, rope_freqs.weight", "llama-rope-linear.gguf, llama.rope.scaling.type",
        "llama-bf16-spm.gguf, of the kind \"llama\"", "llama-q8_0-spm.gguf, of the kind \"llama\""})
    void realFilesOfOtherKinds(String name, String named) {
        refused(VectorFiles.models().resolve(name), named);
    }

    private Path changed(Consumer<GgufWriter> change) {
        return SmallModel.write(folder.resolve("changed.gguf"), TensorType.F32, 1, number -> number, change);
    }

    private static void refused(Path file, String named) {
        assertThatThrownBy(() -> LocalModel.load(file).close()).isInstanceOfSatisfying(Fault.class, refusal -> {
            assertThat(refusal.sentence()).contains(named);
            assertThat(refusal.hint()).isNotBlank();
        });
    }
}
