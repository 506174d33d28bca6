package gymscope.parsing.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as Python reads it: against Jackson, there and back, damaged, and cut off. */
class PythonJsonReaderTest {

    private static final String[] STRINGS = {"", "a", "Köln 🙂", "say \"hi\"\\\n\t", "\u0001 </tool_call>", "{\"a\": [1]}"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsWhatPythonWritesAndAgreesWithJackson(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 300; round++) {
            String text = PythonJson.write(value(random, 0), random.nextInt(3) - 1, random.nextBoolean());
            Located read = whole(text);
            assertThat(PythonJson.write(read.value())).as("seed %d: %s", seed, text)
                    .isEqualTo(PythonJson.write(Json.parse(text)));
            assertThat(read.end()).isEqualTo(text.length());
            assertMembersStandWhereTheySay(text, read);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithJacksonAboutDamagedTexts(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(PythonJson.write(value(random, 0)));
            int at = random.nextInt(text.length());
            text.replace(at, Math.min(text.length(), at + random.nextInt(2)),
                    String.valueOf("{}[]:,\"\\x 0-.".charAt(random.nextInt(13))));
            boolean valid = Json.parseOrNull(text.toString()) != null;
            assertThat(PythonJsonReader.whole(text.toString(), 0, text.length()) != null).as("seed %d: %s", seed, text)
                    .isEqualTo(valid);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsEveryBeginningOfAContainer(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 60; round++) {
            String text = PythonJson.write(Json.object().set("k", value(random, 0)));
            for (int end = 1; end <= text.length(); end++) {
                assertThat(PythonJsonReader.cutOff(text, 0, end)).as("seed %d: %s", seed, text.substring(0, end)).isNotNull();
            }
            assertThat(Objects.requireNonNull(PythonJsonReader.cutOff(text, 0, text.length())).value())
                    .isEqualTo(whole(text).value());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"[NaN, -Infinity]|[NaN, -Infinity]", "1e999|Infinity",
        "{\"a\": 1, \"b\": 2, \"a\": 3}|{\"a\": 3, \"b\": 2}", "-0|0", "1.50|1.5", "1E5|100000.0", "\"\\ud83d\\ude42\"|\"🙂\"",
        " [ 1 ,2 ] |[1, 2]", "12345678901234567890123|12345678901234567890123"})
    void readsAsPython(String text, String written) {
        assertThat(PythonJson.write(whole(text).value())).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "1.", "+1", "nan", "'a'", "[1,]", "{\"a\" 1}", "{a: 1}", "\"\n\"", "\"\\x\"", "\"\\u12\"",
        "[1] 2", "tru", "\u00a01"})
    void refusesWhatPythonRefuses(String text) {
        assertThat(PythonJsonReader.whole(text, 0, text.length())).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"[{\"f\": {\"a\": \"cut o|[{\"f\": {\"a\": \"cut o\"}}]",
        "{\"a\": 1, \"b|{\"a\": 1}", "{\"a\": |{}", "[1, 2.|[1, 2]", "[1, -|[1]", "[tr|[true]", "{\"a\": \"x\\|{\"a\": \"x\"}"})
    void closesWhatIsOpen(String text, String written) {
        assertThat(PythonJson.write(Objects.requireNonNull(PythonJsonReader.cutOff(text, 0, text.length())).value()))
                .isEqualTo(written);
    }

    @Test
    void cutOffTextMustNotBeBrokenElsewhere() {
        for (String text : new String[]{"[{\"a\": 1}\nDone.", "{\"a\": 1} x", "[1 2", "", "x"}) {
            assertThat(PythonJsonReader.cutOff(text, 0, text.length())).as(text).isNull();
        }
    }

    @Test
    void stopsAfterTheFirstValue() {
        Located first = Objects.requireNonNull(PythonJsonReader.first("x{\"a\": 1}tail", 1, 13));
        assertThat(first.span()).isEqualTo(new gymscope.wire.Span(1, 9));
    }

    @Test
    void boundsTheDepth() {
        String deep = "[".repeat(200_000);
        assertThat(PythonJsonReader.whole(deep, 0, deep.length())).isNull();
        assertThat(PythonJsonReader.cutOff(deep, 0, deep.length())).isNull();
    }

    private static Located whole(String text) {
        return Objects.requireNonNull(PythonJsonReader.whole(text, 0, text.length()), text);
    }

    private static void assertMembersStandWhereTheySay(String text, Located read) {
        if (read.value() instanceof ObjectNode object) {
            PythonJsonReader.members(text, read).forEach((name, member) -> {
                assertThat(member.value()).isEqualTo(object.get(name));
                assertThat(whole(text.substring(member.start(), member.end())).value()).isEqualTo(member.value());
            });
        } else if (read.value() instanceof ArrayNode array) {
            assertThat(PythonJsonReader.elements(text, read).stream().map(Located::value)).containsExactlyElementsOf(array);
        }
    }

    /** A random value. */
    static JsonNode value(RandomGenerator random, int depth) {
        int kind = random.nextInt(depth > 3 ? 6 : 8);
        return switch (kind) {
            case 0 -> Json.toTree(random.nextInt(-1000, 1000));
            case 1 -> Json.toTree(random.nextDouble(-10, 10));
            case 2 -> Json.toTree(random.nextBoolean());
            case 3 -> Json.parse("null");
            case 4, 5 -> Json.toTree(STRINGS[random.nextInt(STRINGS.length)]);
            case 6 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(STRINGS[random.nextInt(STRINGS.length)] + i, value(random, depth + 1));
                }
                yield object;
            }
        };
    }
}
