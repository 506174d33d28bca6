package gymscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.SamplingParameters;
import gymscope.engine.gguf.TensorType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each tensor type against plain loops over an F32 file that holds the rounded weights.
 */
class TensorTypesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = {"F32", "F16", "BF16"})
    void aTypeComputesWhatItsRoundedWeightsDo(TensorType type) throws InterruptedException {
        UnaryOperator<Float> rounding = switch (type) {
            case F16 -> number -> Float.float16ToFloat(Float.floatToFloat16(number));
            case BF16 -> GgufWriter::roundToBfloat;
            default -> number -> number;
        };
        Path stored = SmallModel.write(folder, type, 7);
        Path rounded = SmallModel.write(folder.resolve("rounded.gguf"), TensorType.F32, 7, rounding, writer -> {});
        compare(stored, rounded, type.name());
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = "Q8_0")
    void vectorsComputeWhatPlainLoopsDo(TensorType type) throws InterruptedException {
        Path stored = SmallModel.write(folder, type, 8);
        compare(stored, stored, type.name());
    }

    private static void compare(Path withVectors, Path withLoops, String type) throws InterruptedException {
        EngineOptions options = EngineOptions.standard();
        try (LocalModel vectors = LocalModel.load(withVectors, options);
                LocalModel loops = LocalModel.load(withLoops, options.withVectors(false))) {
            assertThat(vectors.description().fileType()).isEqualTo(type);
            int all = vectors.description().vocabularySize();
            int[] prompt = vectors.tokenizer().encode("The quick brown fox says hello to all 12 of us.", true, false);
            GenerationRequest request = new GenerationRequest(prompt, SamplingParameters.greedy(), 24, 0, true, Set.of(), all,
                    -1);
            List<GeneratedToken> expected = EngineVectorsTest.generate(loops, request);
            List<GeneratedToken> actual = EngineVectorsTest.generate(vectors, request);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i).id()).isEqualTo(expected.get(i).id());
                double[] wanted = scores(expected.get(i), all);
                double[] got = scores(actual.get(i), all);
                for (int id = 0; id < all; id++) {
                    assertThat(got[id]).as("token %d at %d", id, i).isCloseTo(wanted[id], within(1e-4));
                }
            }
        }
    }

    private static double[] scores(GeneratedToken token, int size) {
        double[] scores = new double[size];
        token.top().forEach(score -> scores[score.id()] = score.logprob());
        return scores;
    }
}
