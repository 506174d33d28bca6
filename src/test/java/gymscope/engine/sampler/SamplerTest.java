package gymscope.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.engine.generation.SamplingParameters;
import gymscope.engine.generation.TokenScore;
import gymscope.engine.kernels.Kernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing tokens from logits that are known. */
class SamplerTest {

    /** Probabilities 0.4, 0.3, 0.2, 0.1. */
    private static final float[] LOGITS = {ln(0.4), ln(0.3), ln(0.2), ln(0.1)};

    private final Kernels kernels = Kernels.vector();

    @Test
    void greedyTakesTheFirstOfEqualOnes() {
        assertThat(choose(SamplingParameters.greedy(), new float[]{1, 3, 3, 2})).isEqualTo(1);
    }

    @Test
    void drawsFollowTheDistribution() {
        Map<Integer, Double> shares = shares(parameters(1, 1, 0, 0));
        assertThat(shares.get(0)).isCloseTo(0.4, within(0.02));
        assertThat(shares.get(3)).isCloseTo(0.1, within(0.02));
    }

    @Test
    void temperatureComesBeforeTheCutOffs() {
        // At temperature 0.5 the probabilities are 0.53, 0.30, 0.13, 0.03: the first two reach 0.8, as they would not at 1.
        assertThat(shares(parameters(0.5, 0.8, 0, 0)).keySet()).containsExactlyInAnyOrder(0, 1);
        assertThat(shares(parameters(1, 0.8, 0, 0)).keySet()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void cutOffsKeepWhatTheySay() {
        assertThat(shares(parameters(1, 1, 2, 0)).keySet()).containsExactlyInAnyOrder(0, 1);
        assertThat(shares(parameters(1, 1, 0, 0.49)).keySet()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(shares(parameters(1, 0.39, 0, 0)).keySet()).containsExactly(0);
        // top_p counts within what top_k left: 0.4 of 0.7 is more than half.
        assertThat(shares(parameters(1, 0.5, 2, 0)).keySet()).containsExactly(0);
        assertThat(shares(parameters(1, 1e-9, 0, 0)).keySet()).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLargestNumbersAreFoundWithoutSorting(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            double[] numbers = random.doubles(1 + random.nextInt(50)).map(number -> Math.floor(number * 20)).toArray();
            int place = 1 + random.nextInt(numbers.length);
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            assertThat(Selection.largest(numbers, place)).as("seed %d, round %d", seed, round)
                    .isEqualTo(sorted[sorted.length - place]);
        }
    }

    @Test
    void equalOnesAtTheEdgeOfTopPAreTakenById() {
        Map<Integer, Double> found = new HashMap<>();
        Sampler sampler = new Sampler(parameters(1, 0.5, 0, 0), new int[0]);
        for (int i = 0; i < 200; i++) {
            found.merge(sampler.choose(new float[]{1, 1, 1, 1}, 0, 4, Set.of(), kernels, new double[4]), 1.0, Double::sum);
        }
        assertThat(found.keySet()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void biasAndForbiddenTokensComeFirst() {
        assertThat(choose(new SamplingParameters(0, 1, 0, 0, 0, 0, 1, Map.of(2, 5.0), null), LOGITS)).isEqualTo(2);
        Sampler sampler = new Sampler(SamplingParameters.greedy(), new int[0]);
        assertThat(sampler.choose(LOGITS, 0, 4, Set.of(0), kernels, new double[4])).isEqualTo(1);
    }

    @Test
    void repetitionPenaltyCountsThePromptToo() {
        SamplingParameters twice = new SamplingParameters(0, 1, 0, 0, 0, 0, 2, Map.of(), null);
        assertThat(choose(twice, new float[]{3, 2, 0, 0}, 0)).isEqualTo(1);
        assertThat(choose(twice, new float[]{-2, -3, -4, -5}, 0)).isEqualTo(1);
        assertThat(choose(twice, new float[]{3, 2, 0, 0})).isEqualTo(0);
    }

    @Test
    void presenceAndFrequencyCountTheAnswerOnly() {
        SamplingParameters presence = new SamplingParameters(0, 1, 0, 0, 1.5, 0, 1, Map.of(), null);
        float[] logits = {2, 1, 0, 0};
        Sampler sampler = new Sampler(presence, new int[]{0});
        assertThat(IntStream.range(0, 3).map(i -> sampler.choose(logits, 0, 4, Set.of(), kernels, new double[4])).toArray())
                .containsExactly(0, 1, 0);
        SamplingParameters frequency = new SamplingParameters(0, 1, 0, 0, 0, 0.6, 1, Map.of(), null);
        Sampler counting = new Sampler(frequency, new int[]{0});
        assertThat(IntStream.range(0, 5).map(i -> counting.choose(logits, 0, 4, Set.of(), kernels, new double[4])).toArray())
                .containsExactly(0, 0, 1, 0, 1);
    }

    @Test
    void aVeryLowTemperatureIsGreedy() {
        assertThat(shares(parameters(1e-300, 1, 0, 0)).keySet()).containsExactly(0);
    }

    @Test
    void distributionsRankByProbabilityThenId() {
        float[] logits = {0, 2, 1, 2, 1};
        Distribution distribution = new Distribution(logits, 0, 5, kernels, new double[5]);
        assertThat(distribution.top(4).stream().map(TokenScore::id)).containsExactly(1, 3, 2, 4);
        assertThat(List.of(distribution.rank(1), distribution.rank(3), distribution.rank(2), distribution.rank(0)))
                .containsExactly(1, 2, 3, 5);
        assertThat(distribution.top(9).stream().mapToDouble(score -> Math.exp(score.logprob())).sum()).isCloseTo(1,
                within(1e-14));
        assertThat(distribution.top(0)).isEmpty();
    }

    private Map<Integer, Double> shares(SamplingParameters parameters) {
        Sampler sampler = new Sampler(parameters, new int[0]);
        Map<Integer, Double> shares = new HashMap<>();
        int draws = 5_000;
        for (int i = 0; i < draws; i++) {
            shares.merge(sampler.choose(LOGITS, 0, 4, Set.of(), kernels, new double[4]), 1.0 / draws, Double::sum);
        }
        return shares;
    }

    private int choose(SamplingParameters parameters, float[] logits, int... prompt) {
        return new Sampler(parameters, prompt).choose(logits, 0, logits.length, Set.of(), kernels, new double[logits.length]);
    }

    private static SamplingParameters parameters(double temperature, double topP, int topK, double minP) {
        return new SamplingParameters(temperature, topP, topK, minP, 0, 0, 1, Map.of(), 99L);
    }

    private static float ln(double probability) {
        return (float) Math.log(probability);
    }
}
