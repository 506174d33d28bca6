package gymscope.tokens.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Alignment.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of any alignment and of the estimates, over random sequences and random pairs of policies. */
class ComparisonPropertyTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAlignmentCoversBothAndIsTheShortest(long seed) {
        RandomGenerator random = random(seed);
        int[] first = sequence(random, random.nextInt(60), 1 + random.nextInt(8));
        int[] second = random.nextBoolean() ? sequence(random, random.nextInt(60), 1 + random.nextInt(8)) : edited(random, first);

        Alignment alignment = Alignment.of(first, second);

        assertCovers(alignment, first, second, "seed " + seed);
        assertThat(alignment.equalTokens()).as("seed %d", seed).isEqualTo(longestCommonSubsequence(first, second));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void veryDifferentSequencesAreBroughtTogetherAgain(long seed) {
        RandomGenerator random = random(seed % 8);
        int[] shared = sequence(random, 400, 100_000);
        int[] first = IntStream.concat(Arrays.stream(sequence(random, 3000, 1000)), Arrays.stream(shared)).toArray();
        int[] second = IntStream.concat(Arrays.stream(sequence(random, 3000, 1000)), Arrays.stream(shared)).toArray();
        int[] firstTail = IntStream.concat(Arrays.stream(first), Arrays.stream(sequence(random, 2000, 1000))).toArray();
        int[] secondTail = IntStream.concat(Arrays.stream(second), Arrays.stream(sequence(random, 2000, 1000))).toArray();

        Alignment alignment = Alignment.of(firstTail, secondTail);

        assertCovers(alignment, firstTail, secondTail, "seed " + seed % 8);
        assertThat(alignment.equalTokens()).as("seed %d", seed % 8).isGreaterThanOrEqualTo(390);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void estimatesOfTheDivergenceHold(long seed) {
        RandomGenerator random = random(seed);
        double[] drawing = distribution(random);
        double[] asked = distribution(random);
        int draws = 20_000;
        List<TraceToken> first = new ArrayList<>();
        List<TraceToken> second = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            int token = draw(random, drawing);
            first.add(token(i, token, Math.log(drawing[token])));
            second.add(token(i, token, Math.log(asked[token])));
        }
        double divergence = IntStream.range(0, drawing.length).mapToDouble(i -> drawing[i] * Math.log(drawing[i] / asked[i]))
                .sum();

        LogRatios ratios = TraceComparison.of(new TokenTrace(first), new TokenTrace(second)).ratios();

        double error = 6 * spread(ratios) / Math.sqrt(draws) + 1e-9;
        assertThat(ratios.count()).as("seed %d", seed).isEqualTo(draws);
        assertThat(ratios.k1()).as("k1, seed %d", seed).isEqualTo(divergence, within(error));
        assertThat(ratios.k3()).as("k3, seed %d", seed).isGreaterThanOrEqualTo(0).isEqualTo(divergence, within(error));
        assertThat(ratios.histogram().bins().stream().mapToInt(RatioHistogram.Bin::count).sum()).as("seed %d", seed)
                .isEqualTo(draws);
        assertThat(ratios.shareOutside(5)).as("seed %d", seed)
                .isLessThanOrEqualTo(Objects.requireNonNull(ratios.shareOutside(2)));
        assertThat(ratios.worst(1).getFirst().logRatio()).as("seed %d", seed).satisfies(
                worst -> assertThat(Math.abs(worst)).isEqualTo(ratios.maxAbsolute()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRatioIsInItsBin(long seed) {
        double logRatio = 4 * random(seed).nextGaussian();
        RatioHistogram histogram = RatioHistogram.of(List.of(new TokenPair(token(0, 1, -1), token(0, 1, -1), logRatio)));

        assertThat(histogram.bins().stream().filter(bin -> bin.count() == 1)).as("seed %d", seed).singleElement().satisfies(
                bin -> assertThat(Math.exp(logRatio)).isGreaterThanOrEqualTo(bin.from() - 1e-9)
                        .isLessThanOrEqualTo(bin.to() + 1e-9));
    }

    @Test
    void flooredAndUnscoredTokensTakeNoPart() {
        TokenTrace first = new TokenTrace(List.of(token(0, 1, -1.0), token(1, 2, -9999.0), token(2, 3, -0.5)));
        TokenTrace second = new TokenTrace(
                List.of(token(0, 1, -1.5), token(1, 2, -1.0), TraceToken.ofId(2, 3, null, Channel.CONTENT)));

        TraceComparison comparison = TraceComparison.of(first, second);

        assertThat(comparison.sameTokens()).isTrue();
        assertThat(comparison.unscored()).isEqualTo(2);
        assertThat(comparison.ratios().k1()).isEqualTo(0.5, within(1e-12));
        assertThat(comparison.ratios().shareOutside(2)).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyTokensInOneContextAreHeldAgainstEachOther(long seed) {
        RandomGenerator random = random(seed);
        TokenTrace first = scored(random, sequence(random, 1 + random.nextInt(40), 4));
        TokenTrace second = scored(random,
                edited(random, first.tokens().stream().mapToInt(token -> Objects.requireNonNull(token.id())).toArray()));

        TraceComparison comparison = TraceComparison.of(first, second);

        Divergence divergence = comparison.divergence();
        int shared = divergence == null ? first.size() : divergence.position();
        assertThat(comparison.ratios().count()).as("seed %d", seed).isEqualTo(shared);
        assertThat(comparison.ratios().count() + comparison.later().count()).as("seed %d", seed)
                .isEqualTo(comparison.alignment().equalTokens());
        assertThat(TraceComparison.of(new TokenTrace(first.tokens(), List.of(1)), new TokenTrace(second.tokens(), List.of(2)))
                .ratios()
                .count()).as("seed %d, other prompts", seed).isZero();
    }

    @Test
    void theFirstDifferenceIsTold() {
        TokenTrace first = new TokenTrace(List.of(token(0, 1, -1.0), token(1, 2, -1.0)));

        assertThat(TraceComparison.of(first, new TokenTrace(List.of(token(0, 1, -1.0), token(1, 5, -1.0)))).divergence())
                .satisfies(divergence -> {
                    assertThat(Objects.requireNonNull(divergence).position()).isEqualTo(1);
                    assertThat(Objects.requireNonNull(divergence.second()).id()).isEqualTo(5);
                });
        assertThat(Objects.requireNonNull(TraceComparison.of(first, new TokenTrace(List.of(token(0, 1, -1.0)))).divergence())
                .second())
                .isNull();
        assertThat(TraceComparison.of(TokenTrace.EMPTY, TokenTrace.EMPTY).ratios().k3()).isNull();
    }

    private static void assertCovers(Alignment alignment, int[] first, int[] second, String seen) {
        int one = 0;
        int other = 0;
        Boolean before = null;
        for (Block block : alignment.blocks()) {
            assertThat(block.first().start()).as(seen).isEqualTo(one);
            assertThat(block.second().start()).as(seen).isEqualTo(other);
            assertThat(block.same()).as(seen).isNotEqualTo(before);
            if (block.same()) {
                assertThat(Arrays.copyOfRange(first, one, block.first().end())).as(seen)
                        .isEqualTo(Arrays.copyOfRange(second, other, block.second().end()));
            }
            before = block.same();
            one = block.first().end();
            other = block.second().end();
        }
        assertThat(one).as(seen).isEqualTo(first.length);
        assertThat(other).as(seen).isEqualTo(second.length);
    }

    private static int longestCommonSubsequence(int[] first, int[] second) {
        int[][] lengths = new int[first.length + 1][second.length + 1];
        for (int i = 1; i <= first.length; i++) {
            for (int k = 1; k <= second.length; k++) {
                lengths[i][k] = first[i - 1] == second[k - 1]
                        ? lengths[i - 1][k - 1] + 1
                        : Math.max(lengths[i - 1][k], lengths[i][k - 1]);
            }
        }
        return lengths[first.length][second.length];
    }

    private static int[] edited(RandomGenerator random, int[] sequence) {
        List<Integer> edited = new ArrayList<>();
        for (int number : sequence) {
            double kind = random.nextDouble();
            if (kind > 0.1) {
                edited.add(number);
            }
            if (kind < 0.2) {
                edited.add(random.nextInt(8));
            }
        }
        return edited.stream().mapToInt(Integer::intValue).toArray();
    }

    private static TokenTrace scored(RandomGenerator random, int[] ids) {
        List<TraceToken> tokens = new ArrayList<>();
        for (int id : ids) {
            tokens.add(token(tokens.size(), id, -random.nextDouble()));
        }
        return new TokenTrace(tokens);
    }

    private static int[] sequence(RandomGenerator random, int length, int numbers) {
        return IntStream.range(0, length).map(i -> random.nextInt(numbers)).toArray();
    }

    private static double spread(LogRatios ratios) {
        double mean = Objects.requireNonNull(ratios.mean());
        double square = ratios.pairs().stream()
                .mapToDouble(pair -> Math.pow(pair.logRatio() - mean, 2) + Math.pow(pair.ratio() - 1, 2)).sum();
        return Math.sqrt(square / ratios.count());
    }

    private static double[] distribution(RandomGenerator random) {
        double[] weights = IntStream.range(0, 12).mapToDouble(i -> Math.exp(0.7 * random.nextGaussian())).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static int draw(RandomGenerator random, double[] distribution) {
        double left = random.nextDouble();
        for (int i = 0; i < distribution.length; i++) {
            left -= distribution[i];
            if (left <= 0) {
                return i;
            }
        }
        return distribution.length - 1;
    }

    private static TraceToken token(int position, int id, double logprob) {
        return TraceToken.ofId(position, id, logprob, Channel.CONTENT);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
