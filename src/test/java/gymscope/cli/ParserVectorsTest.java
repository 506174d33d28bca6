package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.VectorCases;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every parser against what vLLM's own tests state ({@code expected}), and for derived texts against its parsers' results. What
 * differs on purpose stands in {@code parser-deviations.json} with the reason.
 */
class ParserVectorsTest {

    private static final ObjectNode DEVIATIONS = deviations();

    @TestFactory
    Stream<DynamicTest> toolParsers() throws IOException {
        return files("tool-parsers", "tool", "expected");
    }

    @TestFactory
    Stream<DynamicTest> reasoningParsers() throws IOException {
        return files("reasoning-parsers", "reasoning", "expected");
    }

    @TestFactory
    Stream<DynamicTest> unifiedParsers() throws IOException {
        return files("unified-parsers", "unified", "expected");
    }

    @TestFactory
    Stream<DynamicTest> derivedTexts() throws IOException {
        return files("tool-parsers-derived", "tool", "reference");
    }

    @TestFactory
    Stream<DynamicTest> behaviourChanges() throws IOException {
        List<JsonNode> all = VectorCases.of("behaviour-changes.json");
        return Stream.of(DynamicTest.dynamicTest("behaviour-changes", () -> {
            List<String> failures = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                ObjectNode one = ((ObjectNode) all.get(i).deepCopy()).put("id", "behaviour-" + i);
                one.set("expected", one.get("new"));
                one.put("kind", one.path("new").has("reasoning") ? "reasoning" : "tool");
                check(one, "expected", failures);
            }
            assertThat(failures).isEmpty();
        }));
    }

    private static Stream<DynamicTest> files(String folder, String kind, String wanted) throws IOException {
        try (Stream<Path> paths = Files.list(VectorCases.folder().resolve(folder))) {
            return paths.sorted().toList().stream()
                    .map(path -> DynamicTest.dynamicTest(folder + "/" + path.getFileName(), () -> file(path, kind, wanted)));
        }
    }

    private static void file(Path path, String kind, String wanted) throws IOException {
        JsonNode document = Json.parse(Files.readString(path));
        List<JsonNode> cases = Json.elements(document, "cases");
        assertThat(cases).isNotEmpty();
        List<String> failures = new ArrayList<>();
        for (JsonNode one : cases) {
            ObjectNode question = ((ObjectNode) one.deepCopy()).put("kind", kind);
            for (String token : List.of("start_token", "end_token")) {
                if (document.has(token) && !question.has(token)) {
                    question.set(token, document.get(token));
                }
            }
            check(question, wanted, failures);
        }
        assertThat(failures).isEmpty();
    }

    private static void check(ObjectNode one, String wanted, List<String> failures) {
        String id = one.path("id").asString();
        JsonNode expected = one.path(wanted);
        ObjectNode question = Json.shallowCopy(one);
        question.remove(List.of("expected", "reference", "asserted", "new", "old"));
        JsonNode got = ParseCases.result(question);
        boolean derived = wanted.equals("reference");
        String difference = expected.has("raises") != got.has("raises")
                ? "raises " + got
                : expected.has("raises") ? null : difference(expected, got, question, derived);
        if (difference != null && !DEVIATIONS.has(id)) {
            failures.add(id + ": " + difference);
        } else if (difference == null && DEVIATIONS.has(id)) {
            failures.add(id + ": is as the reference, but stands among the deviations");
        }
    }

    private static @Nullable String difference(JsonNode expected, JsonNode got, JsonNode question, boolean derived) {
        boolean streams = question.path("mode").asString("").equals("streaming");
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            JsonNode value = got.path(member.getKey());
            String found = member.getKey().equals("tool_calls")
                    ? calls(member.getValue(), value, derived)
                    : sameText(member.getValue(), value, streams) ? null : member.getKey() + " is " + value;
            if (found != null) {
                return found + ", expected " + member.getValue();
            }
        }
        return null;
    }

    private static boolean sameText(JsonNode expected, JsonNode got, boolean streams) {
        if (streams && expected.asString("").isEmpty() && !expected.isBoolean()) {
            return got.asString("").isEmpty();
        }
        return expected.isNull() ? got.isNull() || got.isMissingNode() : expected.equals(got);
    }

    private static @Nullable String calls(JsonNode expected, JsonNode got, boolean derived) {
        if (expected.size() != got.size()) {
            return got.size() + " calls: " + got;
        }
        for (int i = 0; i < expected.size(); i++) {
            JsonNode one = expected.get(i);
            JsonNode other = got.get(i);
            boolean sameId = derived || !one.path("id").isString()
                    || sameId(one.get("id").asString(), other.path("id").asString(""));
            boolean sameName = !one.has("name") || Objects.equals(one.get("name"), other.get("name"));
            boolean sameArguments = !one.has("arguments") || sameValue(one.get("arguments"), other.path("arguments"));
            if (!sameId || !sameName || !sameArguments) {
                return "call %d is %s".formatted(i, other);
            }
        }
        return null;
    }

    private static boolean sameId(String expected, String got) {
        String pattern = Pattern.quote(expected).replace("<hex>", "\\E[0-9a-f]{8,}\\Q").replace("<index>", "\\E[0-9]+\\Q")
                .replace("<9 alphanumerics>", "\\E[A-Za-z0-9]{9}\\Q");
        return got.matches(pattern);
    }

    /** Equal by value: 1 is 1.0, and the order of members does not count. */
    private static boolean sameValue(JsonNode expected, JsonNode got) {
        if (expected.isNumber() && got.isNumber()) {
            return expected.decimalValue().compareTo(got.decimalValue()) == 0;
        }
        if (expected.isArray() && got.isArray() && expected.size() == got.size()) {
            for (int i = 0; i < expected.size(); i++) {
                if (!sameValue(expected.get(i), got.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isObject() && got.isObject()) {
            return expected.size() == got.size()
                    && expected.properties().stream().allMatch(one -> sameValue(one.getValue(), got.path(one.getKey())));
        }
        return expected.equals(got);
    }

    private static ObjectNode deviations() {
        try (InputStream stream = ParserVectorsTest.class.getResourceAsStream("/parser-deviations.json")) {
            return Json.parseObject(new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
