package gymscope.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Completions endpoint: forms of prompts, echo, log probabilities. */
class CompletionsTest {

    private static DemoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DemoServer("demo");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void completesTextAndIdsAlike() {
        JsonNode ids = server.ok("//tokenize", "{\"prompt\": \"The capital of\"}").path("tokens");
        JsonNode text = server.ok("/completions", "{\"prompt\": \"The capital of\", \"temperature\": 0}");
        JsonNode byIds = server.ok("/completions", "{\"prompt\": %s, \"temperature\": 0}".formatted(Json.write(ids)));
        assertThat(byIds.at("/choices/0/text")).isEqualTo(text.at("/choices/0/text"));
        assertThat(text.path("object").asString()).isEqualTo("text_completion");
        assertThat(text.at("/usage/completion_tokens").asInt()).isBetween(1, 16);
        assertThat(text.at("/usage/prompt_tokens").asInt()).isEqualTo(ids.size());
    }

    @Test
    void numbersChoicesPromptByPrompt() {
        JsonNode answer = server.ok("/completions",
                "{\"prompt\": [\"One\", \"Two\"], \"n\": 2, \"seed\": 1, \"max_tokens\": 4, \"return_token_ids\": true}");
        List<JsonNode> choices = Json.elements(answer, "choices");
        assertThat(choices.stream().map(choice -> choice.path("index").asInt())).containsExactly(0, 1, 2, 3);
        assertThat(choices.get(0).path("prompt_token_ids")).isEqualTo(choices.get(1).path("prompt_token_ids"))
                .isNotEqualTo(choices.get(2).path("prompt_token_ids"));
        assertThat(server.ok("/completions", "{\"prompt\": [[40, 41], [42]], \"max_tokens\": 1}").path("choices").size())
                .isEqualTo(2);
    }

    @Test
    void echoesAndScoresThePrompt() {
        JsonNode choice = server.ok("/completions",
                "{\"prompt\": \"The capital of Italy\", \"max_tokens\": 2, \"temperature\": 0, \"echo\": true, \"logprobs\": 3}")
                .at("/choices/0");
        JsonNode logprobs = choice.path("logprobs");
        assertThat(choice.path("text").asString()).startsWith("The capital of Italy");
        List<JsonNode> tokens = Json.elements(logprobs, "tokens");
        assertThat(String.join("", tokens.stream().map(JsonNode::asString).toList())).startsWith("The capital of Italy");
        assertThat(logprobs.at("/token_logprobs/0").isNull()).isTrue();
        assertThat(logprobs.at("/top_logprobs/0").isNull()).isTrue();
        assertThat(logprobs.at("/top_logprobs/1").size()).isBetween(3, 4);
        assertThat(Json.elements(logprobs, "text_offset")).hasSameSizeAs(tokens);
        int offset = 0;
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(logprobs.at("/text_offset/" + i).asInt()).isEqualTo(offset);
            offset += tokens.get(i).asString().length();
        }
        JsonNode scored = server.ok("/completions",
                "{\"prompt\": \"The capital of Italy\", \"max_tokens\": 0, \"echo\": true, \"logprobs\": 0}");
        assertThat(scored.at("/choices/0/text").asString()).isEqualTo("The capital of Italy");
        assertThat(scored.at("/usage/completion_tokens").asInt()).isZero();
        assertThat(Json.elements(scored.at("/choices/0/logprobs"), "token_logprobs"))
                .isEqualTo(Json.elements(logprobs, "token_logprobs").subList(0, tokens.size() - 2));
    }

    @Test
    void scoresOfThePromptAreThoseOfItsGeneration() {
        JsonNode chat = server.ok("/chat/completions", DemoServer.chat("Say hello.",
                "\"temperature\": 0, \"logprobs\": true, \"return_token_ids\": true"));
        List<JsonNode> ids = Json.elements(chat, "prompt_token_ids");
        int prompt = ids.size();
        ids.addAll(Json.elements(chat.at("/choices/0"), "token_ids"));
        JsonNode again = server.ok("/completions",
                "{\"prompt\": %s, \"max_tokens\": 0, \"echo\": true, \"logprobs\": 0}"
                        .formatted(Json.write(Json.array().addAll(ids))));
        for (int i = 0; i < ids.size() - prompt; i++) {
            assertThat(again.at("/choices/0/logprobs/token_logprobs/" + (prompt + i)).asDouble())
                    .isEqualTo(chat.at("/choices/0/logprobs/content/%d/logprob".formatted(i)).asDouble());
        }
    }

    @Test
    void returnsPromptLogprobsInTheChoice() {
        JsonNode choice = server.ok("/completions", "{\"prompt\": \"One two\", \"max_tokens\": 1, \"prompt_logprobs\": 0}")
                .at("/choices/0");
        assertThat(choice.at("/prompt_logprobs/0").isNull()).isTrue();
        assertThat(choice.at("/prompt_logprobs/1").size()).isEqualTo(1);
    }

    @Test
    void refusesWhatItLacks() {
        for (String member : List.of("\"suffix\": \"x\"", "\"best_of\": 3", "\"logprobs\": 21", "\"logprobs\": -1",
                "\"stream\": true, \"prompt_logprobs\": 1", "\"prompt\": []", "\"prompt\": [9999999]", "\"prompt\": [\"a\", 1]",
                "\"prompt\": {}", "\"prompt\": \"\"")) {
            assertThat(server.refusal("/completions", "{\"prompt\": \"a\", %s}".formatted(member)).path("param").isString())
                    .as(member)
                    .isTrue();
        }
        assertThat(server.refusal("/completions", "{}").path("param").asString()).isEqualTo("prompt");
    }
}
