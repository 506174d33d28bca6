package gymscope.tokens.reading;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.VectorCases;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers of many servers, recorded with what they hold; found under the folder of shared vectors. */
class RecordedAnswersTest {

    @TestFactory
    Stream<DynamicTest> areReadAsRecorded() throws IOException {
        try (Stream<Path> files = Files.list(VectorCases.folder().resolve("responses"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        ObjectNode recorded = Json.parseObject(Files.readString(file));
        AnswerReading reading = AnswerReading.of(AnswerSample.ofCase(recorded));
        JsonNode expected = recorded.path("expected");

        VectorCases.assertContains(file.getFileName().toString(), expected, reading.normalForm(), 1e-9);
        assertThat(reading.unread()).isEmpty();
        List<JsonNode> tokens = Json.elements(expected, "tokens");
        if (!tokens.isEmpty()) {
            TokenTrace trace = reading.traces().getFirst();
            assertThat(trace.tokens()).extracting(TraceToken::logprob)
                    .containsExactlyElementsOf(tokens.stream().map(token -> Json.number(token, "logprob")).toList());
        }
    }
}
