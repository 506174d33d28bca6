package gymscope.servers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The demonstration model's chats as llama-server and exact arithmetic have them. */
class ChatCasesTest {

    private static final Path CASES = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"), "engine/cases.jsonl");
    private static final double TOLERANCE = 2e-3;

    @Test
    void agreesWithTheVectors() throws IOException {
        assumeTrue(Files.exists(CASES), "there are no engine vectors at " + CASES);
        List<JsonNode> cases = Files.readAllLines(CASES).stream().map(Json::parse)
                .filter(one -> one.path("kind").asString().equals("chat")
                        && one.path("model").asString().startsWith("gymscope-demo"))
                .toList();
        assertThat(cases).isNotEmpty();
        try (DemoServer server = new DemoServer("demo")) {
            for (JsonNode one : cases) {
                ObjectNode request = ((ObjectNode) one.path("input").deepCopy()).put("return_token_ids", true);
                check(one.path("expected"), server.ok("/chat/completions", Json.write(request)));
            }
        }
    }

    private static void check(JsonNode expected, JsonNode answer) {
        JsonNode choice = answer.at("/choices/0");
        assertThat(answer.path("prompt_token_ids")).isEqualTo(expected.path("prompt_ids"));
        assertThat(choice.path("token_ids")).isEqualTo(expected.path("generated_ids"));
        assertThat(choice.at("/message/content").asString("")).isEqualTo(expected.path("content").asString(""));
        assertThat(choice.at("/message/reasoning").asString("")).isEqualTo(expected.path("reasoning_content").asString(""));
        assertThat(choice.path("finish_reason")).isEqualTo(expected.path("finish_reason"));
        assertThat(answer.at("/usage/prompt_tokens")).isEqualTo(expected.at("/usage/prompt_tokens"));
        assertThat(answer.at("/usage/completion_tokens")).isEqualTo(expected.at("/usage/completion_tokens"));
        List<JsonNode> entries = Json.elements(choice.path("logprobs"), "content");
        for (int i = 0; i < entries.size(); i++) {
            assertThat(Math
                    .abs(entries.get(i).path("logprob").asDouble() - expected.at("/logprobs/%d/exact".formatted(i)).asDouble()))
                    .isLessThan(TOLERANCE);
        }
    }
}
