package gymscope.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceJsonTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadBack(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<TraceToken> tokens = new ArrayList<>();
        for (int i = 0; i < random.nextInt(20); i++) {
            tokens.add(token(random, i));
        }
        TokenTrace trace = new TokenTrace(tokens, random.nextBoolean() ? List.of() : List.of(1, 2, 3));

        TokenTrace back = TraceJson.read(Json.parse(Json.write(TraceJson.of(trace))));

        assertThat(back).as("seed %d", seed).isEqualTo(trace);
    }

    private static TraceToken token(RandomGenerator random, int position) {
        Integer id = random.nextBoolean() ? Integer.valueOf(random.nextInt(1000)) : null;
        String text = List.of("", "a", " é", "🙂", "\n", "\uFFFD").get(random.nextInt(6));
        TokenBytes bytes = random.nextBoolean()
                ? TokenBytes.of(new byte[]{(byte) random.nextInt(256), (byte) random.nextInt(256)})
                : null;
        Double logprob = switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Double.valueOf(TraceToken.FLOOR);
            default -> Double.valueOf(-3 * random.nextDouble());
        };
        List<Alternative> alternatives = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            alternatives.add(
                    new Alternative(random.nextBoolean() ? Integer.valueOf(i) : null, "x" + i, null, -5 * random.nextDouble()));
        }
        Channel channel = List.of(Channel.values()).get(random.nextInt(Channel.values().length));
        String shown = id != null && bytes == null && random.nextBoolean() ? TraceToken.placeholder(id) : text;
        return new TraceToken(position, id, shown, bytes, logprob, alternatives, channel,
                random.nextBoolean() ? Duration.ofMillis(random.nextInt(5000)) : null);
    }
}
