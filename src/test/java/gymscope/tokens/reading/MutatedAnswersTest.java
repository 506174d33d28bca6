package gymscope.tokens.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gymscope.VectorCases;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded answers with members lost, moved or of another type: whatever comes, a reading comes of it, and it can be written. */
class MutatedAnswersTest {

    private static final List<String> VALUES = List.of("null", "3", "-1.5", "\"x\"", "\"\"", "[]", "{}", "[1]", "[null]",
            "{\"a\": 1}", "true",
            "[[1]]", "1e400", "99999999999");
    private static final List<String> RECORDED = new ArrayList<>();

    @BeforeAll
    static void collect() throws IOException {
        try (Stream<Path> files = Files.list(VectorCases.folder().resolve("responses"))) {
            for (Path file : files.sorted().toList()) {
                RECORDED.add(Files.readString(file));
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areReadWithoutHarm(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ObjectNode one = Json.parseObject(RECORDED.get(random.nextInt(RECORDED.size())));
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            if (one.has("body")) {
                mutate(random, one, "body");
            } else if (one.get("sse") instanceof ArrayNode lines && !lines.isEmpty()) {
                mutateLine(random, lines);
            }
        }
        if (!one.has("body") && !one.has("sse")) {
            one.putNull("body");
        }

        assertThatCode(() -> assertThat(Json.parseOrNull(Json.write(AnswerReading.of(AnswerSample.ofCase(one)).normalForm())))
                .isNotNull())
                .as("seed %d: %s", seed, one).doesNotThrowAnyException();
    }

    private static void mutateLine(RandomGenerator random, ArrayNode lines) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at).asString();
        JsonNode data = Json.parseOrNull(line.replaceFirst("^data: ?", ""));
        if (data instanceof ObjectNode && random.nextInt(4) > 0) {
            ObjectNode holder = Json.object();
            holder.set("data", data);
            mutate(random, holder, "data");
            lines.set(at, "data: " + Json.write(holder.path("data")));
        } else {
            lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
        }
    }

    /** Goes down at random and changes what it ends at. */
    private static void mutate(RandomGenerator random, ObjectNode owner, String member) {
        JsonNode node = owner.path(member);
        if (node instanceof ObjectNode object && !object.isEmpty() && random.nextInt(8) > 0) {
            List<String> names = new ArrayList<>(object.propertyNames());
            mutate(random, object, names.get(random.nextInt(names.size())));
        } else if (node instanceof ArrayNode array && !array.isEmpty() && random.nextInt(8) > 0) {
            int at = random.nextInt(array.size());
            ObjectNode holder = Json.object();
            holder.set("element", array.get(at));
            mutate(random, holder, "element");
            if (holder.has("element")) {
                array.set(at, holder.get("element"));
            } else {
                array.remove(at);
            }
        } else if (random.nextInt(3) == 0) {
            owner.remove(member);
        } else {
            owner.set(member, Json.parse(VALUES.get(random.nextInt(VALUES.size()))));
        }
    }
}
