package gymscope.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Golden renderings of Jinja2 3.1.6: the demonstration model's template in full, of all others how many agree. */
class ChatTemplateCasesTest {

    private static final Path FOLDER = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"), "chat-templates");
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @BeforeAll
    static void needsVectors() {
        assumeTrue(Files.isDirectory(FOLDER), "there are no chat-template vectors at " + FOLDER);
    }

    @Test
    void rendersTheDemonstrationModelsTemplate() throws IOException {
        List<JsonNode> cases = cases().stream().filter(one -> one.get("template").asString().equals("own_gymscope_demo.jinja"))
                .toList();
        assertThat(cases).isNotEmpty();
        assertThat(cases).allSatisfy(one -> assertThat(difference(one)).isNull());
    }

    @Test
    void agreesWithJinjaOnWhatIsBuilt() throws IOException {
        List<JsonNode> cases = cases();
        List<String> differences = new ArrayList<>();
        for (JsonNode one : cases) {
            String difference = difference(one);
            if (difference != null) {
                differences.add(difference);
            }
        }
        assertThat(differences).allSatisfy(text -> assertThat(text).contains("is not built"));
        assertThat(differences).as("of %d cases", cases.size()).hasSizeLessThanOrEqualTo(cases.size() / 50);
    }

    /** What is not as Jinja2 has it, null when nothing is. */
    private static @Nullable String difference(JsonNode one) throws IOException {
        String name = one.get("template").asString() + " " + one.get("case").asString();
        String rendered;
        try {
            rendered = ChatTemplate.parse(Files.readString(FOLDER.resolve("templates").resolve(one.get("template").asString())))
                    .render((ObjectNode) one.get("context"), NOW, Limits.STANDARD);
        } catch (Fault fault) {
            JsonNode error = one.get("error");
            boolean expected = error != null && (!error.get("type").asString().equals("TemplateError")
                    || fault.sentence().contains(error.get("message").asString()));
            return expected ? null : name + ": " + fault.sentence();
        }
        JsonNode expected = one.get("expected");
        if (expected == null) {
            return name + ": no refusal";
        }
        return rendered.equals(expected.asString()) ? null : name + ": «" + rendered + "» is not «" + expected.asString() + "»";
    }

    private static List<JsonNode> cases() throws IOException {
        return Files.readAllLines(FOLDER.resolve("cases.jsonl")).stream().map(Json::parse).toList();
    }
}
