package gymscope.tokens.reading.entry;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.TokenBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteLevelTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesComeBack(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);

        assertThat(Objects.requireNonNull(ByteLevel.decode(written(bytes))).toArray()).as("seed %d", seed).isEqualTo(bytes);
    }

    @Test
    void theWritingsOfSentencePieceAreKnown() {
        assertThat(ByteLevel.decode("▁that")).isEqualTo(TokenBytes.of(" that"));
        assertThat(ByteLevel.decode("<0x0A>")).isEqualTo(TokenBytes.of("\n"));
        assertThat(ByteLevel.decode("日本")).isNull();
        assertThat(ByteLevel.looksUndecoded("plain")).isFalse();
    }

    /** As in GPT-2's encoder.py: printable bytes as they are, the others from U+0100 on in their order. */
    private static String written(byte[] bytes) {
        List<Integer> hidden = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= 33 && value <= 126) || (value >= 161 && value <= 172) || value >= 174;
            if (!printable) {
                hidden.add(value);
            }
        }
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) {
            int at = hidden.indexOf(value & 0xFF);
            text.append((char) (at < 0 ? value & 0xFF : 0x100 + at));
        }
        return text.toString();
    }
}
