package gymscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class JsonPlacesTest {

    @Test
    void findsValuesWhereTheyStand() {
        String text = " {\"city\": \"Os\\\"lo\", \"a/b\": [1.50, true ], \"deep\": {\"~\": null}} ";
        List<JsonPlaces.Place> places = JsonPlaces.of(text);
        assertThat(places).extracting(JsonPlaces.Place::pointer).containsExactly("", "/city", "/a~1b", "/a~1b/0", "/a~1b/1",
                "/deep",
                "/deep/~0");
        assertThat(places).extracting(place -> text.substring(place.span().start(), place.span().end())).containsExactly(
                text.strip(), "\"Os\\\"lo\"", "[1.50, true ]", "1.50", "true", "{\"~\": null}", "null");
    }

    @Test
    void aTextThatIsNotJsonHasNone() {
        assertThat(JsonPlaces.of("{\"city\": ")).isEmpty();
        assertThat(JsonPlaces.of("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachPlaceReadAloneIsItsValue(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 200; i++) {
            JsonNode value = value(random, 4);
            String text = random.nextBoolean() ? Json.write(value) : Json.pretty(value);
            for (JsonPlaces.Place place : JsonPlaces.of(text)) {
                JsonNode alone = Json.parse(text.substring(place.span().start(), place.span().end()));
                assertThat(alone).as("seed %d: %s in %s", seed, place.pointer(), text).isEqualTo(place.value());
                assertThat(value.at(place.pointer())).isEqualTo(place.value());
            }
        }
    }

    private static JsonNode value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> IntNode.valueOf(random.nextInt(-1000, 1000));
            case 1 -> StringNode.valueOf("é\"\\,]}:\n" + random.nextInt(10));
            case 2 -> BooleanNode.valueOf(random.nextBoolean());
            case 3 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set("k/~ \"" + i, value(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
