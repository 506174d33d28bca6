package gymscope.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Golden renderings of Jinja2 3.1.6: every template with every conversation, with and without origins. */
class ChatTemplateVectorsTest {

    private static final Path FOLDER = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"), "chat-templates");
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @TestFactory
    Stream<DynamicTest> agreesWithJinja() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "There are no chat-template vectors at " + FOLDER + ".");
        return Files.readAllLines(FOLDER.resolve("cases.jsonl")).stream().map(Json::parse).map(one -> DynamicTest.dynamicTest(
                one.get("template").asString() + " " + one.path("case").asString(), () -> check(one)));
    }

    private static void check(JsonNode one) throws IOException {
        String source = Files.readString(FOLDER.resolve("templates").resolve(one.get("template").asString()));
        ObjectNode context = (ObjectNode) one.get("context");
        JsonNode error = one.get("error");
        if (error == null) {
            ChatTemplate template = ChatTemplate.parse(source);
            assertThat(template.render(context, NOW, Limits.STANDARD)).isEqualTo(one.get("expected").asString());
            assertThat(template.renderWithOrigins(context, NOW, Limits.STANDARD).text())
                    .isEqualTo(one.get("expected").asString());
            return;
        }
        assertThatThrownBy(() -> ChatTemplate.parse(source).render(context, NOW, Limits.STANDARD))
                .isInstanceOfSatisfying(TemplateFault.class, fault -> {
                    if (error.get("type").asString().equals("TemplateError")) {
                        assertThat(fault.isRefusal()).isTrue();
                        assertThat(fault.reason()).isEqualTo(error.get("message").asString());
                    }
                });
    }
}
