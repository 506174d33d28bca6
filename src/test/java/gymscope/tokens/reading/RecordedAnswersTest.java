package gymscope.tokens.reading;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.Json;
import gymscope.wire.SseDecoder;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Answers of many servers, recorded with what they hold; found under the folder of shared vectors. */
class RecordedAnswersTest {

    private static final Path FOLDER = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"), "responses");
    private static final Set<String> DIALECTS = Set.of("/v1/chat/completions", "/v1/completions", "/v1/responses");

    static Stream<Path> answers() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Stream.of(FOLDER);
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> DIALECTS.contains(String.valueOf(Json.text(read(file), "endpoint")))).sorted().toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void areReadAsRecorded(Path file) {
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "There are no recorded answers at " + FOLDER + ".");
        JsonNode recorded = read(file);
        JsonNode expected = recorded.path("expected");
        TokenTrace trace = TraceReader.of(exchange(recorded));

        if (expected.has("tokens")) {
            assertThat(trace.tokens()).hasSameSizeAs(Json.elements(expected, "tokens"));
        }
        if (expected.has("token_ids")) {
            assertThat(trace.tokens()).extracting(TraceToken::id)
                    .containsExactlyElementsOf(Json.elements(expected, "token_ids").stream().map(JsonNode::asInt).toList());
        }
        if (expected.has("prompt_token_ids")) {
            assertThat(trace.promptIds()).containsExactlyElementsOf(
                    Json.elements(expected, "prompt_token_ids").stream().map(JsonNode::asInt).toList());
        }
        for (int i = 0; i < Json.elements(expected, "tokens").size(); i++) {
            JsonNode token = expected.path("tokens").path(i);
            TraceToken read = trace.tokens().get(i);
            assertSame(token, read.id(), read.text(), read.bytes(), read.logprob());
            assertThat(read.floored()).isEqualTo(token.path("floored").asBoolean(false));
            List<JsonNode> top = Json.elements(token, "top");
            assertThat(read.alternatives()).hasSameSizeAs(top);
            for (int k = 0; k < top.size(); k++) {
                Alternative other = read.alternatives().get(k);
                assertSame(top.get(k), top.get(k).has("id") ? other.id() : null, other.text(), other.bytes(), other.logprob());
            }
        }
    }

    private static void assertSame(JsonNode expected, @Nullable Integer id, String text, @Nullable TokenBytes bytes,
            @Nullable Double logprob) {
        if (expected.has("id")) {
            assertThat(id).isEqualTo(expected.get("id").asInt());
        }
        if (expected.has("text")) {
            assertThat(text).isEqualTo(expected.get("text").asString());
        }
        if (expected.has("bytes")) {
            assertThat(bytes).isEqualTo(TokenBytes.of(expected.get("bytes")));
        }
        assertThat(logprob).isEqualTo(Json.number(expected, "logprob"));
    }

    private static Exchange exchange(JsonNode recorded) {
        String stream = Json.elements(recorded, "sse").stream().map(JsonNode::asString).collect(Collectors.joining("\n\n"));
        String text = recorded.has("body") ? Json.write(recorded.get("body")) : stream;
        List<StreamEvent> events = recorded.has("body")
                ? List.of()
                : new SseDecoder().push(stream + "\n\n").stream().map(event -> new StreamEvent(Duration.ZERO, event)).toList();
        return new Exchange(1, "recorded", "POST", "", Map.of(), "", 200, Map.of(), text, events, Instant.EPOCH,
                new Timing(null, null, Duration.ZERO), null);
    }

    private static JsonNode read(Path file) {
        try {
            return Json.parse(Files.readString(file));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
