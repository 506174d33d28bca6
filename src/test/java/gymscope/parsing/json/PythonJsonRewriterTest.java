package gymscope.parsing.json;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON written anew as it comes is what Python writes of the whole. */
class PythonJsonRewriterTest {

    private static final String[] PIECES = {"1", "-2.50", "1e5", "0", "true", "null", "NaN", "\"a\"", "\"\\u00e9\\/\\n\\\"\"",
        "\"🙂 \\ud83d\\ude42\"", "{}", "[ ]", "\"\"", "-0", "1.0", "123456789012345678901"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writesWhatPythonWrites(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 300; round++) {
            String text = value(random, 0);
            StringBuilder out = new StringBuilder();
            PythonJsonRewriter rewriter = new PythonJsonRewriter(out);
            text.chars().forEach(c -> rewriter.accept((char) c));
            rewriter.finish();
            assertThat(out.toString()).as("seed %d: %s", seed, text).isEqualTo(PythonJson.write(Json.parse(text)));
        }
    }

    private static String value(RandomGenerator random, int depth) {
        String space = " \n\t".substring(random.nextInt(3));
        if (depth > 3 || random.nextInt(3) > 0) {
            return PIECES[random.nextInt(PIECES.length)];
        }
        boolean object = random.nextBoolean();
        StringBuilder text = new StringBuilder(object ? "{" : "[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(space).append(object ? "\"k" + i + "\"" + space + ":" : "");
            text.append(value(random, depth + 1)).append(space);
        }
        return text.append(object ? "}" : "]").toString();
    }
}
