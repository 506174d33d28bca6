package gymscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.gguf.TensorType;
import gymscope.engine.tokenizer.Tokenizer;
import gymscope.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokenizer on a vocabulary of bytes with two merges. */
class TokenizerTest {

    @TempDir
    private Path folder;

    @Test
    void mergesInOrderAndSplitsAtSpecialTokens() {
        Tokenizer tokenizer = tokenizer(Map.of());
        assertThat(tokenizer.decode(tokenizer.encode("hello", false, false))).isEqualTo("hello");
        assertThat(tokenizer.encode("a<tool>b", false, false)).containsExactly('a', 258, 'b');
        assertThat(tokenizer.encode("<end>", false, true)).containsExactly(257);
        assertThat(tokenizer.encode("<end>", false, false)).hasSize(5);
        assertThat(tokenizer.encode("", true, true)).isEmpty();
    }

    @Test
    void theFileDecidesAboutTheBeginToken() {
        assertThat(tokenizer(Map.of("tokenizer.ggml.add_bos_token", true)).encode("a", true, false)).containsExactly(256,
                'a');
        assertThat(tokenizer(Map.of("tokenizer.ggml.add_bos_token", true)).encode("a", false, false)).containsExactly('a');
        assertThat(tokenizer(Map.of()).encode("a", true, false)).containsExactly('a');
        assertThat(tokenizer(Map.of("tokenizer.ggml.pre", "llama-bpe")).encode("a", true, false)).containsExactly(256, 'a');
        assertThat(tokenizer(Map.of("tokenizer.ggml.add_eos_token", true)).encode("a", true, false)).containsExactly('a',
                257);
    }

    @Test
    void specialTokensAreToldApart() {
        Tokenizer tokenizer = tokenizer(Map.of());
        assertThat(tokenizer.isControl(257)).isTrue();
        assertThat(tokenizer.isControl(258)).isFalse();
        assertThat(tokenizer.isSpecial(258)).isTrue();
        assertThat(tokenizer.isSpecial(10)).isFalse();
        assertThat(tokenizer.endToken()).isEqualTo(257);
        assertThat(tokenizer.beginToken()).isEqualTo(256);
        assertThat(tokenizer.text(257)).isEqualTo("<end>");
        assertThatThrownBy(() -> tokenizer.bytes(259)).isInstanceOf(Fault.class).hasMessageContaining("no token 259");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "llama-bpe", "smollm", "gpt-2"})
    void anyTextComesBackExactly(String pre) {
        Tokenizer tokenizer = tokenizer(Map.of("tokenizer.ggml.pre", pre));
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int i = 0; i < length; i++) {
                int[] kinds = {random.nextInt(128), random.nextInt(0x800), random.nextInt(0x110000), ' ', '\n', '9'};
                int character = kinds[random.nextInt(kinds.length)];
                text.appendCodePoint(character >= 0xD800 && character < 0xE000 ? 'x' : character);
            }
            int[] tokens = tokenizer.encode(text.toString(), false, random.nextBoolean());
            assertThat(tokenizer.decode(tokens)).as("seed %d, round %d", seed, round).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", " ", "\n", "7", "he", "\u4E2D"})
    @Timeout(60)
    void endlessTextsAreRead(String unit) {
        String text = unit.repeat(200_000);
        assertThat(tokenizer(Map.of()).decode(tokenizer(Map.of()).encode(text, false, true)).getBytes(StandardCharsets.UTF_8))
                .hasSize(text.getBytes(StandardCharsets.UTF_8).length);
    }

    private Tokenizer tokenizer(Map<String, Object> keys) {
        Path path = SmallModel.write(folder.resolve("tokenizer.gguf"), TensorType.F32, 1, number -> number, writer -> {
            writer.metadata.putAll(keys);
            writer.metadata.put("tokenizer.ggml.merges", List.of("h e", "l l", "e l"));
        });
        try (GgufFile file = GgufFile.open(path)) {
            return Tokenizer.of(file.metadata());
        }
    }
}
