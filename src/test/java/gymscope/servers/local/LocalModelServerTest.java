package gymscope.servers.local;

import static gymscope.servers.local.DemoServer.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.client.ApiRequest;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is around the answers: models, tokenizer, errors, many calls at once, models without a chat template. */
class LocalModelServerTest {

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
    void listsItsModelAndSaysWhatItIs() {
        JsonNode card = DemoServer.answer(server.get("/models")).at("/data/0");
        assertThat(card.path("id").asString()).isEqualTo("gymscope-demo");
        assertThat(card.path("object").asString()).isEqualTo("model");
        assertThat(card.path("max_model_len").asInt()).isEqualTo(1024);
        assertThat(card.path("description").asString()).contains("demonstration model");
        assertThat(DemoServer.answer(server.get("/models/gymscope-demo"))).isEqualTo(card);
        assertThat(server.get("/models/gpt-9").status()).isEqualTo(404);
        assertThat(server.get("//health").status()).isEqualTo(200);
        assertThat(DemoServer.answer(server.get("//version")).path("version").asString()).startsWith("gymscope");
    }

    @Test
    void tokenizesAndDetokenizes() {
        String text = "Grüße 123 <|im_end|> <tool_call>";
        JsonNode tokens = server.ok("//tokenize",
                Json.write(Json.object().put("prompt", text).put("return_token_strs", true).put("model", "gymscope-demo")));
        assertThat(tokens.path("count").asInt()).isEqualTo(Json.elements(tokens, "tokens").size());
        assertThat(tokens.path("max_model_len").asInt()).isEqualTo(1024);
        assertThat(Json.elements(tokens, "token_strs").stream().map(JsonNode::asString)).contains("<|im_end|>", "<tool_call>");
        JsonNode back = server.ok("//detokenize", Json.write(Json.object().set("tokens", tokens.path("tokens"))));
        assertThat(back.path("prompt").asString()).isEqualTo(text);
        JsonNode asText = server.ok("//tokenize", Json.write(Json.object().put("prompt", text).put("parse_special", false)));
        assertThat(asText.path("count").asInt()).isGreaterThan(tokens.path("count").asInt());
        JsonNode messages = server.ok("//tokenize", chat("Say hello.", "\"add_generation_prompt\": true"));
        assertThat(messages.path("count").asInt()).isEqualTo(11);
        assertThat(server.refusal("//tokenize", "{}").path("param").asString()).isEqualTo("prompt");
        assertThat(server.refusal("//detokenize", "{\"tokens\": [1.5]}").path("param").asString()).isEqualTo("tokens");
        assertThat(server.refusal("//detokenize", "{\"tokens\": [1536]}").path("message").asString()).contains("0 to 1535");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature          | "hot"                  | a number
            temperature          | -1                     | at least 0
            top_p                | 0                      | above 0
            top_p                | 1.5                    | from 0 to 1
            top_k                | 1.5                    | a whole number
            min_p                | 2                      | from 0 to 1
            presence_penalty     | 3                      | from -2 to 2
            frequency_penalty    | -2.1                   | from -2 to 2
            repetition_penalty   | 0                      | above 0
            logit_bias           | {"x": 1}               | token ids
            logit_bias           | {"1": 101}             | -100 to 100
            logit_bias           | {"99999": 1}           | from 0 to 1535
            seed                 | 1.5                    | whole number
            stop                 | [1]                    | a text or a list of texts
            stop                 | ["a","b","c","d","e"]  | at most 4
            stop                 | ""                     | none of them empty
            stop_token_ids       | ["a"]                  | token ids
            max_tokens           | 0                      | at least 1
            max_completion_tokens | "many"                | a whole number
            n                    | 0                      | from 1 to 128
            logprobs             | 1                      | true or false
            top_logprobs         | 2                      | logprobs
            prompt_logprobs      | 21                     | from 0 to 20
            stream               | "yes"                  | true or false
            stream_options       | {"include_usage":true} | stream
            tools                | []                     | empty
            tools                | [{"type":"x"}]         | function
            tool_choice          | "required"             | not built
            tool_choice          | {"type":"function","function":{"name":"f"}} | not built
            tool_choice          | "perhaps"              | auto
            response_format      | {"type":"json_object"} | not built
            structured_outputs   | {"regex":"a"}          | not built
            use_beam_search      | true                   | not built
            continue_final_message | true                 | not built
            echo                 | true                   | not built
            chat_template        | "{{ messages }}"       | refused
            chat_template_kwargs | {"tokenize":true}      | tokenize
            messages             | []                     | at least one
            messages             | "x"                    | a list
            messages             | [{"content":"x"}]      | role
            messages             | [{"role":"user","content":[{"type":"image_url","image_url":{}}]}] | text only
            model                | 3                      | a text
            """)
    void refusesWithTheMemberAndTheReason(String member, String value, String reason) {
        JsonNode error = server.refusal("/chat/completions",
                Json.write(Json.parseObject(chat("Hi", "\"max_tokens\": 1")).set(member, Json.parse(value))));
        assertThat(error.path("message").asString()).contains(reason);
        assertThat(error.path("param").asString()).startsWith(member);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    }

    @Test
    void tellsOfOtherErrorsInOpenAiShape() {
        Exchange unknown = server.post("/chat/completions", chat("Hi", "\"model\": \"gpt-4o\""));
        assertThat(unknown.status()).isEqualTo(404);
        JsonNode error = Json.parse(unknown.responseBody()).path("error");
        assertThat(error.path("message").asString()).contains("gpt-4o").contains("gymscope-demo");
        assertThat(error.path("code").asString()).isEqualTo("model_not_found");
        JsonNode tooLong = server.refusal("/chat/completions", chat("word ".repeat(2000), ""));
        assertThat(tooLong.path("code").asString()).isEqualTo("context_length_exceeded");
        assertThat(tooLong.path("message").asString()).contains("1024").containsPattern("your prompt contains \\d{4} tokens");
        assertThat(server.refusal("/chat/completions", chat("Hi", "\"max_tokens\": 1020")).path("message").asString())
                .contains("1020 output tokens");
        Exchange noKey = server.client()
                .newCall(ApiRequest.get(server.endpoint().withKey(null), "/models")).execute();
        assertThat(noKey.status()).isEqualTo(401);
        assertThat(server.post("/embeddings", "{}").status()).isEqualTo(404);
    }

    @Test
    void manyAtOnceGetWhatTheyGetAlone() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            bodies.add(chat("Tell me a story.", "\"seed\": %d, \"temperature\": 1.2, \"max_tokens\": 40".formatted(i)));
        }
        List<String> alone = new ArrayList<>();
        bodies.subList(0, 4).forEach(body -> alone.add(content(body)));
        List<String> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = bodies.stream().map(body -> threads.submit(() -> content(body))).toList();
            for (Future<String> answer : answers) {
                together.add(answer.get(DemoServer.patience().toSeconds(), TimeUnit.SECONDS));
            }
        }
        assertThat(together.subList(0, 4)).isEqualTo(alone);
        assertThat(together).doesNotHaveDuplicates();
    }

    @Test
    void aModelWithoutChatTemplateStillCompletes() throws IOException {
        Path file = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"), "engine/models/llama-f32.gguf");
        assumeTrue(Files.exists(file), "there is no model at " + file);
        try (DemoServer plain = new DemoServer(file.toString())) {
            assertThat(DemoServer.answer(plain.get("/models")).at("/data/0/id").asString()).isEqualTo("llama-f32");
            assertThat(
                    plain.ok("/completions", "{\"prompt\": \"Hello\", \"max_tokens\": 2}").at("/usage/completion_tokens").asInt())
                    .isPositive();
            assertThat(plain.refusal("/chat/completions", chat("Hi", "")).path("message").asString())
                    .contains("has no chat template");
            assertThat(plain.refusal("/responses", "{\"input\": \"Hi\"}").path("message").asString())
                    .contains("has no chat template");
        }
    }

    @Test
    void aFileThatIsNoModelIsRefused() {
        assertThatThrownBy(() -> new DemoServer("no/such/file.gguf")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> new DemoServer("pom.xml")).isInstanceOf(Fault.class);
    }

    private static String content(String body) {
        return server.ok("/chat/completions", body).at("/choices/0/message/content").asString();
    }
}
