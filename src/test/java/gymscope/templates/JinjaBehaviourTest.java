package gymscope.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small templates of our own, feature by feature, with what Jinja2 3.1.6 in transformers' setting printed for them, or the
 * class and words of its error: scopes, loops, macros, blocks, white space, methods, formats, filters, tests, syntax.
 */
class JinjaBehaviourTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @TestFactory
    Stream<DynamicTest> doesWhatJinjaDoes() throws IOException {
        List<JsonNode> lines = lines();
        ObjectNode context = (ObjectNode) lines.getFirst().get("context");
        return lines.stream().skip(1)
                .map(one -> DynamicTest.dynamicTest(one.get("template").asString(), () -> check(one, context)));
    }

    private static void check(JsonNode one, ObjectNode context) {
        String template = one.get("template").asString();
        if (one.has("expected")) {
            assertThat(ChatTemplate.parse(template).render(context, NOW, Limits.STANDARD))
                    .isEqualTo(one.get("expected").asString());
            return;
        }
        assertThatThrownBy(() -> ChatTemplate.parse(template).render(context, NOW, Limits.STANDARD))
                .isInstanceOfSatisfying(TemplateFault.class, fault -> {
                    if (one.has("message")) {
                        assertThat(fault.reason()).isEqualTo(one.get("message").asString());
                        assertThat(fault.kind()).isEqualTo(one.get("error").asString());
                    }
                });
    }

    private static List<JsonNode> lines() throws IOException {
        try (InputStream stream = JinjaBehaviourTest.class.getResourceAsStream("/jinja-behaviour.jsonl")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n")).map(Json::parse).toList();
        }
    }
}
