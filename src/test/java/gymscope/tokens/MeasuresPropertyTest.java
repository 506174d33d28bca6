package gymscope.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.wire.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measures against what they must be, computed from whole random distributions of which the token sees only the top. */
class MeasuresPropertyTest {

    private static final double LN2 = Math.log(2);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hold(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] whole = distribution(random, 2 + random.nextInt(200));
        int[] order = IntStream.range(0, whole.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> -whole[i]))
                .mapToInt(i -> i).toArray();
        int sampled = sample(random, whole);
        int listed = random.nextInt(Math.min(21, whole.length + 1));
        boolean sampledFirst = random.nextBoolean();
        TraceToken token = token(whole, order, sampled, listed, sampledFirst);
        String seen = "seed %d, %d of %d tokens listed".formatted(seed, listed, whole.length);

        assertThat(token.surprisalBits()).as(seen).isGreaterThanOrEqualTo(0).isEqualTo(-Math.log(whole[sampled]) / LN2,
                within(1e-9));
        if (token.alternatives().isEmpty()) {
            assertThat(token.restMass()).as(seen).isNull();
            assertThat(token.entropyBits()).as(seen).isNull();
            assertThat(token.rank()).as(seen).isNull();
            return;
        }
        double rest = Objects.requireNonNull(token.restMass());
        double mass = token.alternatives().stream().mapToDouble(Alternative::probability).sum();
        assertThat(mass).as(seen).isLessThanOrEqualTo(1 + 1e-9);
        assertThat(rest).as(seen).isBetween(0.0, 1.0);
        double entropy = Objects.requireNonNull(token.entropyBits());
        assertThat(entropy).as(seen).isBetween(0.0, entropyOf(whole) + 1e-9);
        assertThat(entropy).as(seen).isLessThanOrEqualTo(Math.log(token.alternatives().size() + 2) / LN2 + 1e-9);
        EntropyBounds bounds = Objects.requireNonNull(EntropyBounds.of(token, whole.length));
        assertThat(bounds.lower()).as(seen).isEqualTo(entropy);
        assertThat(entropyOf(whole)).as(seen).isBetween(bounds.lower() - 1e-9, bounds.upper() + 1e-9);
        assertThat(Objects.requireNonNull(EntropyBounds.of(token)).upper()).as(seen)
                .isGreaterThanOrEqualTo(bounds.upper() - 1e-9);
        if (listed == whole.length) {
            assertThat(bounds.isExact()).as(seen).isTrue();
        }
        Double margin = token.margin();
        if (listed > 1) {
            double best = whole[order[0]];
            double next = whole[order[1]];
            assertThat(margin).as(seen).isBetween(0.0, 1.0);
            if (token.alternatives().stream().anyMatch(other -> Objects.equals(other.id(), order[1]))) {
                assertThat(margin).as(seen).isEqualTo(best - next, within(1e-9));
            }
        }
        if (!token.entropyIsBound()) {
            assertThat(entropy).as(seen).isEqualTo(entropyOf(whole), within(1e-3));
        }
        int trueRank = 1 + (int) IntStream.range(0, whole.length).filter(i -> whole[i] > whole[sampled]).count();
        assertThat(token.rank()).as(seen).isBetween(1, trueRank);
        if (token.rankIsExact()) {
            assertThat(token.rank()).as(seen).isEqualTo(trueRank);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ofATraceHold(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<TraceToken> tokens = new ArrayList<>();
        double sum = 0;
        int scored = 0;
        for (int i = 0; i < 1 + random.nextInt(50); i++) {
            double kind = random.nextDouble();
            Double logprob = kind < 0.1 ? null : kind < 0.2 ? Double.valueOf(-9999) : Double.valueOf(-5 * random.nextDouble());
            if (logprob != null && logprob > -9999) {
                sum += logprob;
                scored++;
            }
            tokens.add(new TraceToken(i, i, "t", TokenBytes.of("t"), logprob, List.of(), Channel.CONTENT, null));
        }
        TokenTrace trace = new TokenTrace(tokens);

        TraceMeasures measures = TraceMeasures.of(trace);
        assertThat(measures.scored()).as("seed %d", seed).isEqualTo(scored);
        assertThat(measures.sumLogprob()).as("seed %d", seed).isEqualTo(sum, within(1e-9));
        assertThat(measures.perplexity()).as("seed %d", seed).isEqualTo(trace.perplexity());
        assertThat(trace.scored()).as("seed %d", seed).isEqualTo(scored);
        assertThat(trace.jointLogProbability(new Span(0, tokens.size()))).as("seed %d", seed).isEqualTo(sum, within(1e-9));
        if (scored == 0) {
            assertThat(trace.perplexity()).as("seed %d", seed).isNull();
            assertThat(TraceMeasures.tailShare(trace)).as("seed %d", seed).isNull();
        } else {
            double low = Objects.requireNonNull(TraceMeasures.tailShare(trace, 0.05));
            assertThat(low).as("seed %d", seed).isBetween(0.0, Objects.requireNonNull(TraceMeasures.tailShare(trace, 0.5)));
            assertThat(TraceMeasures.tailShare(trace, 1.1)).as("seed %d", seed).isEqualTo(1.0);
            assertThat(Objects.requireNonNull(measures.meanSurprisalBits()) * LN2).as("seed %d", seed)
                    .isEqualTo(-sum / scored, within(1e-9));
            assertThat(trace.meanLogProbability()).as("seed %d", seed).isEqualTo(sum / scored, within(1e-9));
            assertThat(trace.perplexity()).as("seed %d", seed).isGreaterThanOrEqualTo(1).isEqualTo(Math.exp(-sum / scored),
                    within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textSurvivesAnyCutIntoBytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < random.nextInt(40); i++) {
            text.appendCodePoint(switch (random.nextInt(4)) {
                case 0 -> 'a' + random.nextInt(26);
                case 1 -> 0xE0 + random.nextInt(200);
                case 2 -> 0x4E00 + random.nextInt(2000);
                default -> 0x1F300 + random.nextInt(300);
            });
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        List<TraceToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + random.nextInt(6));
            TokenBytes piece = TokenBytes.of(Arrays.copyOfRange(bytes, at, end));
            tokens.add(new TraceToken(tokens.size(), null, piece.text(), piece, -0.1, List.of(), Channel.CONTENT, null));
            at = end;
        }
        TokenTrace trace = new TokenTrace(tokens);

        assertThat(trace.text()).as("seed %d", seed).isEqualTo(text.toString());
        int next = 0;
        for (Span run : trace.wholeCharacters()) {
            assertThat(run.start()).as("seed %d", seed).isEqualTo(next);
            next = run.end();
            assertThat(new TokenTrace(tokens.subList(run.start(), run.end())).text()).as("seed %d", seed)
                    .doesNotContain("\uFFFD");
        }
        assertThat(next).as("seed %d", seed).isEqualTo(tokens.size());
    }

    private static TraceToken token(double[] whole, int[] order, int sampled, int listed, boolean sampledFirst) {
        List<Alternative> alternatives = new ArrayList<>();
        // vLLM keeps a place for the sampled token, OpenAI lists the most likely ones only.
        if (sampledFirst && listed > 0) {
            alternatives.add(alternative(whole, sampled));
        }
        for (int index : order) {
            if (alternatives.size() < listed && !(sampledFirst && index == sampled)) {
                alternatives.add(alternative(whole, index));
            }
        }
        return new TraceToken(0, sampled, "t" + sampled, null, Math.log(whole[sampled]), alternatives, Channel.CONTENT, null);
    }

    private static Alternative alternative(double[] whole, int index) {
        return new Alternative(index, "t" + index, null, Math.log(whole[index]));
    }

    private static double[] distribution(RandomGenerator random, int size) {
        double sharpness = 0.1 + 8 * random.nextDouble();
        double[] weights = IntStream.range(0, size).mapToDouble(i -> Math.exp(sharpness * random.nextGaussian())).toArray();
        double sum = IntStream.range(0, size).mapToDouble(i -> weights[i]).sum();
        return IntStream.range(0, size).mapToDouble(i -> weights[i] / sum).toArray();
    }

    private static int sample(RandomGenerator random, double[] whole) {
        double left = random.nextDouble();
        for (int i = 0; i < whole.length; i++) {
            left -= whole[i];
            if (left <= 0) {
                return i;
            }
        }
        return whole.length - 1;
    }

    private static double entropyOf(double[] whole) {
        return IntStream.range(0, whole.length).mapToDouble(i -> whole[i] <= 0 ? 0 : -whole[i] * Math.log(whole[i]) / LN2).sum();
    }
}
