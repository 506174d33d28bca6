package gymscope.parsing.python;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Python's literals and calls, read by their syntax. */
class PythonReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"-1|-1", "+ 2|2", "0x1F|31", "0b11|3", "1_000|1000", ".5|0.5",
        "5.|5.0", "1e999|Infinity", "True|true", "None|null", "null|null", "false|false", "'a' \"b\"|\"ab\"", "r'\\n'|\"\\\\n\"",
        "'\\x41\\u00e9\\101'|\"AéA\"", "'\\q'|\"\\\\q\"", "'''x\"y'''|\"x\\\"y\"", "f'a{{b}}'|\"a{b}\"", "(1,)|[1]", "(1)|1",
        "()|[]",
        "{1, 2}|[1, 2]", "{'a': 1, 1: 2, None: 3, True: {}}|{\"a\": 1, \"1\": 2, \"null\": 3, \"true\": {}}",
        "[1, [2],]|[1, [2]]"})
    void literals(String source, String json) {
        assertThat(PythonJson.write(valueOf(source))).isEqualTo(json);
    }

    @Test
    void newlinesAreSpaceInBrackets() {
        assertThat(PythonJson.write(valueOf("[1, # one\n 2,\\\n\t3]"))).isEqualTo("[1, 2, 3]");
    }

    @Test
    void escapesControlCharactersInStrings() {
        String source = "f(a='x\ny\t')";
        TracedText repaired = PythonRepairs.candidates(TracedText.of(source, 0, source.length())).getFirst();
        assertThat(repaired.text()).isEqualTo("f(a='x\\ny\\t')");
        assertThat(repaired.origin(new Span(0, repaired.text().length()))).isEqualTo(new Span(0, source.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+2", "x", "b'q'", "1j", "f'{x}'", "~1", "not 1", "f(1)", "x[0]", "{x: 1}", "{-1: 2}", "...",
        "1 if x else 2", "'a' in x"})
    void pythonThatIsNoLiteral(String source) {
        assertThat(Objects.requireNonNull(PythonReader.first(source)).value()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"007", "'a", "'a\nb'", "[1", "(1]", "f(x=1, 2)", "f(from=1)", "import x", "1 2", "x = = 1", "{1: 2, 3}",
                "'\\x4'", "\0", "class", "f(x==", "[1]\n  2"})
    void noPython(String source) {
        assertThat(PythonReader.first(source)).isNull();
    }

    @Test
    void boundsTheDepth() {
        assertThat(PythonReader.first("[".repeat(100_000))).isNull();
        assertThat(PythonReader.first("-".repeat(100_000) + "1")).isNull();
        assertThat(PythonReader.first("(".repeat(150) + "1" + ")".repeat(150))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsJsonValuesWrittenAsPython(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 200; round++) {
            JsonNode value = Json.parse(json(random, 0));
            String source = PythonJson.write(value).replace("true", "True").replace("null", "None");
            assertThat(PythonJson.write(valueOf(source))).as("seed %d: %s", seed, source).isEqualTo(PythonJson.write(value));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"f(a=07, b=1.07, c=0)|f(a=7, b=1.07, c=0)",
        "f(a='it's')|f(a='it\\'s')", "f(from=1, x='from=')|f(from_pyreservedkw_=1, x='from=')"})
    void repairs(String source, String repaired) {
        List<TracedText> candidates = PythonRepairs.candidates(TracedText.of(source, 0, source.length()));
        assertThat(candidates.getLast().text()).isEqualTo(repaired);
        assertThat(PythonReader.first(repaired)).isNotNull();
    }

    private static JsonNode valueOf(String source) {
        return Objects.requireNonNull(Objects.requireNonNull(PythonReader.first(source), source).value(), source);
    }

    private static String json(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> String.valueOf(random.nextInt(-99, 99));
            case 1 -> "-0.125";
            case 2 -> "true";
            case 3 -> "\"it's \\\"so\\\" \\n🙂\\\\\"";
            case 4 -> "null";
            case 5 -> "[" + json(random, depth + 1) + ", " + json(random, depth + 1) + "]";
            default -> "{\"a\": " + json(random, depth + 1) + ", \"b c\": " + json(random, depth + 1) + "}";
        };
    }
}
