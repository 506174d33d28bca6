package gymscope.engine;

import static gymscope.engine.VectorFiles.ids;
import static org.assertj.core.api.Assertions.assertThat;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.tokenizer.Tokenizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Token ids against llama.cpp's; also of models whose decoder the engine lacks, for their tokenizers. */
class TokenizerVectorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"gymscope-demo-q8_0.gguf", "llama-f32.gguf", "llama-gqa-f16.gguf", "qwen2-f16.gguf",
        "llama-q4_0.gguf"})
    void everyTextHasTheSameTokens(String name) {
        try (GgufFile file = GgufFile.open(VectorFiles.model(name))) {
            Tokenizer tokenizer = Tokenizer.of(file.metadata());
            for (JsonNode one : VectorFiles.cases(name, "tokenize")) {
                JsonNode input = one.path("input");
                int[] tokens = tokenizer.encode(input.path("text").asString(), input.path("add_special").asBoolean(),
                        input.path("parse_special").asBoolean());
                assertThat(tokens).as("%s", input).isEqualTo(ids(one.path("expected").path("ids")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gymscope-demo-q8_0.gguf", "llama-f32.gguf", "llama-gqa-f16.gguf", "qwen2-f16.gguf",
        "llama-q4_0.gguf"})
    void tokensGiveBackTheText(String name) {
        try (GgufFile file = GgufFile.open(VectorFiles.model(name))) {
            Tokenizer tokenizer = Tokenizer.of(file.metadata());
            for (JsonNode one : VectorFiles.cases(name, "detokenize")) {
                String text = tokenizer.decode(ids(one.path("input").path("ids")));
                assertThat(text.replaceAll("\uFFFD+", "\uFFFD")).as("%s", one.path("input"))
                        .isEqualTo(one.path("expected").path("text").asString().replaceAll("\uFFFD+", "\uFFFD"));
            }
        }
    }
}
