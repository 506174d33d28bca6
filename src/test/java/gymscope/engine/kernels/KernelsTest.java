package gymscope.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.engine.gguf.Tensor;
import gymscope.engine.gguf.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Vector API's kernels beside the plain loops. */
class KernelsTest {

    private final Kernels vector = Kernels.vector();
    private final Kernels scalar = Kernels.scalar();

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void weightsWidenToTheSameFloats(TensorType type) {
        byte[] bytes = new byte[(int) type.rowBytes(65_536)];
        SplittableRandom random = new SplittableRandom(3);
        random.nextBytes(bytes);
        Tensor tensor = new Tensor("t", type, 256, 256, MemorySegment.ofArray(bytes));
        for (int row = 0; row < 256; row++) {
            float[] expected = new float[256];
            float[] actual = new float[256];
            scalar.widen(tensor, row, expected, 0);
            vector.widen(tensor, row, actual, 0);
            assertThat(actual).containsExactly(expected);
        }
    }

    @Test
    void everyHalfWidensExactly() {
        byte[] bytes = new byte[2 * 65_536];
        for (int i = 0; i < 65_536; i++) {
            bytes[2 * i] = (byte) i;
            bytes[2 * i + 1] = (byte) (i >> 8);
        }
        float[] actual = new float[65_536];
        vector.widen(new Tensor("t", TensorType.F16, 1, 65_536, MemorySegment.ofArray(bytes)), 0, actual, 0);
        for (int i = 0; i < 65_536; i++) {
            assertThat(Float.valueOf(actual[i])).as("half %x", i).isEqualTo(Float.valueOf(Float.float16ToFloat((short) i)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "16, 5", "33, 17", "64, 4", "96, 128", "250, 9"})
    void productsAgreeAndDoNotDependOnTheBatch(int columns, int count) {
        SplittableRandom random = new SplittableRandom(columns);
        int rows = 21;
        Tensor weights = floats(random, rows, columns);
        Rows in = new Rows(count, columns);
        for (int a = 0; a < count; a++) {
            for (int k = 0; k < columns; k++) {
                in.data()[in.offset(a) + k] = (float) random.nextGaussian();
            }
        }
        Rows expected = new Rows(count, rows);
        Rows actual = new Rows(count, rows);
        scalar.multiply(weights, 0, rows, in, count, expected);
        vector.multiply(weights, 0, rows, in, count, actual);
        for (int a = 0; a < count; a++) {
            Rows single = new Rows(1, columns);
            System.arraycopy(in.data(), in.offset(a), single.data(), 0, columns);
            Rows alone = new Rows(1, rows);
            vector.multiply(weights, 0, 8, single, 1, alone);
            vector.multiply(weights, 8, rows, single, 1, alone);
            for (int r = 0; r < rows; r++) {
                float product = actual.data()[actual.offset(a) + r];
                assertThat(product).isCloseTo(expected.data()[expected.offset(a) + r], within(1e-4f));
                assertThat(product).as("row %d alone and in a batch of %d", r, count).isEqualTo(alone.data()[r]);
            }
            assertThat(Arrays.copyOfRange(actual.data(), actual.offset(a) + rows, actual.offset(a) + actual.stride()))
                    .as("padding").containsOnly(0f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 12, 16, 32, 64})
    void attentionOverAPageIsTheSameBitForBit(int headSize) {
        SplittableRandom random = new SplittableRandom(headSize);
        float[] query = gaussians(random, headSize);
        float[] page = gaussians(random, headSize * Kernels.PAGE);
        float[] expected = new float[Kernels.PAGE];
        float[] actual = new float[Kernels.PAGE];
        scalar.score(query, 0, page, 0, headSize, 0.25f, expected, 0);
        vector.score(query, 0, page, 0, headSize, 0.25f, actual, 0);
        assertThat(actual).containsExactly(expected);
        float[] expectedSum = new float[headSize];
        float[] actualSum = new float[headSize];
        scalar.mix(expected, 0, 13, page, 0, headSize, expectedSum, 0);
        vector.mix(expected, 0, 13, page, 0, headSize, actualSum, 0);
        assertThat(actualSum).containsExactly(expectedSum);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100})
    void softmaxAddsUpToOne(int count) {
        float[] scores = Arrays.copyOf(gaussians(new SplittableRandom(count), count), 128);
        float[] plain = scores.clone();
        vector.softmax(scores, count);
        scalar.softmax(plain, count);
        assertThat(IntStream.range(0, 128).mapToDouble(i -> scores[i]).sum()).isCloseTo(1, within(1e-6));
        for (int i = 0; i < 128; i++) {
            assertThat(scores[i]).isCloseTo(i < count ? plain[i] : 0, within(1e-6f));
        }
    }

    @Test
    void rowsAreNormalisedGatedAndAddedAlike() {
        SplittableRandom random = new SplittableRandom(5);
        Rows in = new Rows(1, 40);
        Rows weight = new Rows(1, 40);
        System.arraycopy(gaussians(random, 40), 0, in.data(), 0, 40);
        System.arraycopy(gaussians(random, 40), 0, weight.data(), 0, 40);
        Rows expected = new Rows(1, 40);
        Rows actual = new Rows(1, 40);
        scalar.normalise(in, expected, 0, weight, 1e-5f);
        vector.normalise(in, actual, 0, weight, 1e-5f);
        assertClose(actual, expected);
        scalar.gate(expected, in, 0);
        vector.gate(actual, in, 0);
        assertClose(actual, expected);
        scalar.add(expected, in, 0);
        vector.add(actual, in, 0);
        assertClose(actual, expected);
    }

    @Test
    void exponentialsAreRight() {
        for (float x = -90; x <= 88; x += 0.0371f) {
            double exact = x < -87.33654f ? 0 : StrictMath.exp(x);
            assertThat(Exponential.exp(x)).as("exp(%f)", x).isCloseTo((float) exact, within((float) (exact * 3e-7)));
        }
        double[] numbers = DoubleStream.iterate(-700, x -> x <= 0, x -> x + 0.173).toArray();
        double[] exponentials = numbers.clone();
        double sum = vector.exponentiate(exponentials, exponentials.length, 0);
        assertThat(sum).isCloseTo(DoubleStream.of(numbers).map(StrictMath::exp).sum(), within(1e-14));
        for (int i = 0; i < numbers.length; i++) {
            double exact = StrictMath.exp(numbers[i]);
            assertThat(exponentials[i]).as("exp(%f)", numbers[i]).isCloseTo(exact, within(exact * 1e-15));
        }
    }

    private static void assertClose(Rows actual, Rows expected) {
        for (int i = 0; i < expected.data().length; i++) {
            assertThat(actual.data()[i]).isCloseTo(expected.data()[i], within(1e-5f));
        }
    }

    private static float[] gaussians(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static Tensor floats(SplittableRandom random, int rows, int columns) {
        return new Tensor("t", TensorType.F32, rows, columns, MemorySegment.ofArray(gaussians(random, rows * columns)));
    }
}
