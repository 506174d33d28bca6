package gymscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.engine.cache.PageCache;
import gymscope.engine.cache.SequencePages;
import gymscope.engine.gguf.GgufFile;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Rows;
import gymscope.engine.kernels.Workers;
import gymscope.engine.model.Batch;
import gymscope.engine.model.Decoder;
import gymscope.engine.model.ModelShape;
import gymscope.engine.sampler.Distribution;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The decoder alone, without tokenizer, on models whose tokenizer the engine lacks: BF16, one key head, odd heads. */
class DecoderVectorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"llama-bf16-spm.gguf", "llama-q8_0-spm.gguf"})
    void nextTokensAreAsLikelyAsTheExactOnes(String name) {
        check(name, Kernels::vector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-bf16-spm.gguf", "llama-q8_0-spm.gguf"})
    void plainLoopsSayTheSame(String name) {
        check(name, Kernels::scalar);
    }

    private static void check(String name, Supplier<Kernels> kernels) {
        try (GgufFile file = GgufFile.open(VectorFiles.model(name)); Workers workers = new Workers(1, kernels)) {
            ModelShape shape = ModelShape.of(file);
            Decoder decoder = new Decoder(file, shape, workers, 512);
            PageCache cache = new PageCache(decoder.layout(), 100);
            for (JsonNode one : VectorFiles.cases(name, "next")) {
                int[] prompt = VectorFiles.ids(one.path("input").path("ids"));
                Batch batch = new Batch();
                SequencePages pages = Objects.requireNonNull(cache.open(prompt, prompt.length, false));
                pages.grow(prompt.length);
                for (int position = 0; position < prompt.length; position++) {
                    batch.add(prompt[position], position, pages);
                }
                decoder.compute(batch);
                Rows logits = decoder.logits(new int[]{prompt.length - 1}, 0, 1);
                Distribution distribution = new Distribution(logits.data(), 0, shape.vocabularySize(), workers.own(),
                        new double[shape.vocabularySize()]);
                for (JsonNode wanted : one.path("expected").path("exact")) {
                    assertThat(distribution.logprob(wanted.path("id").asInt())).as("%s", one.path("input"))
                            .isCloseTo(wanted.path("logprob").asDouble(), within(2e-3));
                }
                pages.release();
            }
        }
    }
}
