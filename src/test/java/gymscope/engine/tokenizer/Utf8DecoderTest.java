package gymscope.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8DecoderTest {

    @Test
    void aCharacterComesOutWhole() {
        Utf8Decoder decoder = new Utf8Decoder();
        byte[] smile = "😀!".getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.push(Arrays.copyOf(smile, 3))).isEmpty();
        assertThat(decoder.push(Arrays.copyOfRange(smile, 3, 5))).isEqualTo("😀!");
        assertThat(decoder.finish()).isEmpty();
    }

    @Test
    void aCharacterThatNeverEndsIsReplaced() {
        Utf8Decoder decoder = new Utf8Decoder();
        assertThat(decoder.push(new byte[]{'a', (byte) 0xE2, (byte) 0x82})).isEqualTo("a");
        assertThat(decoder.finish()).isEqualTo("\uFFFD");
        assertThat(decoder.push(new byte[]{'b'})).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyBytesInAnyPiecesAreTheWholeDecoded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            Utf8Decoder decoder = new Utf8Decoder();
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < bytes.length;) {
                int end = Math.min(bytes.length, at + random.nextInt(4));
                text.append(decoder.push(Arrays.copyOfRange(bytes, at, end)));
                at = end;
            }
            text.append(decoder.finish());
            assertThat(text.toString()).as("seed %d, round %d", seed, round)
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
