package gymscope.servers.local;

import static gymscope.servers.local.DemoServer.WEATHER_TOOL;
import static gymscope.servers.local.DemoServer.chat;
import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every parameter of a chat request, over HTTP, on the demonstration model. */
class ChatCompletionsTest {

    private static final String HELLO = "Say hello.";
    private static final String GREETING = "Hello! How can I help you today?";
    private static final int END = 1529;

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
    void answersWithUsageAndFinishReason() {
        JsonNode answer = server.ok("/chat/completions", chat(HELLO, "\"temperature\": 0, \"model\": \"gymscope-demo\""));
        assertThat(answer.at("/object").asString()).isEqualTo("chat.completion");
        assertThat(answer.at("/id").asString()).matches("chatcmpl-[0-9a-f]{32}");
        assertThat(answer.at("/model").asString()).isEqualTo("gymscope-demo");
        assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo(GREETING);
        assertThat(answer.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(answer.at("/choices/0/message").has("tool_calls")).isFalse();
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.at("/choices/0/stop_reason").isNull()).isTrue();
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(11);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(10);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(21);
        assertThat(answer.at("/usage/prompt_tokens_details").has("cached_tokens")).isTrue();
    }

    @Test
    void givesLogProbabilitiesOfEveryTokenTheEndIncluded() {
        JsonNode choice = server.choice(HELLO,
                "\"temperature\": 0, \"logprobs\": true, \"top_logprobs\": 20, \"return_token_ids\": true");
        List<JsonNode> entries = Json.elements(choice.path("logprobs"), "content");
        assertThat(entries).hasSize(10).hasSameSizeAs(Json.elements(choice, "token_ids"));
        assertThat(choice.path("token_ids").path(9).asInt()).isEqualTo(END);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode entry : entries) {
            List<Double> top = Json.elements(entry, "top_logprobs").stream().map(one -> one.path("logprob").asDouble()).toList();
            assertThat(top).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(top.getFirst()).isEqualTo(entry.path("logprob").asDouble()).isLessThanOrEqualTo(0);
            assertThat(top.stream().mapToDouble(Math::exp).sum()).isLessThanOrEqualTo(1 + 1e-9);
            Json.elements(entry, "bytes").forEach(one -> bytes.write(one.asInt()));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(GREETING + "<|im_end|>");
    }

    @Test
    void givesNoAlternativesUnlessAsked() {
        JsonNode choice = server.choice(HELLO, "\"temperature\": 0, \"logprobs\": true");
        assertThat(Json.elements(choice.path("logprobs"), "content"))
                .allSatisfy(entry -> assertThat(Json.elements(entry, "top_logprobs")).isEmpty());
        assertThat(server.choice(HELLO, "\"temperature\": 0").path("logprobs").isNull()).isTrue();
    }

    @Test
    void returnsIdsOfPromptAndAnswer() {
        JsonNode answer = server.ok("/chat/completions", chat(HELLO, "\"temperature\": 0, \"return_token_ids\": true"));
        assertThat(Json.elements(answer, "prompt_token_ids")).hasSize(11);
        JsonNode plain = server.ok("/chat/completions", chat(HELLO, "\"temperature\": 0"));
        assertThat(plain.path("prompt_token_ids").isNull()).isTrue();
        assertThat(plain.at("/choices/0/token_ids").isNull()).isTrue();
    }

    @Test
    void writesTokensAsIds() {
        JsonNode choice = server.choice(HELLO, "\"temperature\": 0, \"logprobs\": true, \"top_logprobs\": 1,"
                + " \"return_tokens_as_token_ids\": true, \"return_token_ids\": true");
        List<JsonNode> entries = Json.elements(choice.path("logprobs"), "content");
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).path("token").asString()).isEqualTo("token_id:" + choice.path("token_ids").path(i).asInt());
        }
    }

    @Test
    void scoresThePrompt() {
        JsonNode answer = server.ok("/chat/completions",
                chat(HELLO, "\"temperature\": 0, \"prompt_logprobs\": 2, \"return_token_ids\": true"));
        List<JsonNode> scores = Json.elements(answer, "prompt_logprobs");
        List<JsonNode> ids = Json.elements(answer, "prompt_token_ids");
        assertThat(scores).hasSameSizeAs(ids);
        assertThat(scores.getFirst().isNull()).isTrue();
        for (int i = 1; i < scores.size(); i++) {
            JsonNode score = scores.get(i);
            assertThat(score.propertyNames().iterator().next()).isEqualTo(ids.get(i).asString());
            assertThat(score.size()).isBetween(2, 3);
            assertThat(score.valueStream()).allSatisfy(one -> {
                assertThat(one.path("logprob").asDouble()).isLessThanOrEqualTo(0);
                assertThat(one.path("rank").asInt()).isPositive();
                assertThat(one.path("decoded_token").isString()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"temperature\": 0", "\"top_k\": 1", "\"top_p\": 1e-9", "\"min_p\": 1",
        "\"temperature\": 0, \"seed\": 3, \"user\": \"me\", \"presence_penalty\": 0"})
    void choosesTheLikeliestToken(String parameters) {
        assertThat(server.choice(HELLO, parameters).at("/message/content").asString()).isEqualTo(GREETING);
    }

    @Test
    void aSeedRepeatsASampleAndAnotherSeedDoesNot() {
        String tell = "Tell me a story.";
        String one = server.choice(tell, "\"seed\": 7, \"temperature\": 1.5").at("/message/content").asString();
        assertThat(server.choice(tell, "\"seed\": 7, \"temperature\": 1.5").at("/message/content").asString()).isEqualTo(one);
        assertThat(server.choice(tell, "\"seed\": 8, \"temperature\": 1.5").at("/message/content").asString()).isNotEqualTo(one);
    }

    @Test
    void givesSeveralAnswers() {
        JsonNode answer = server.ok("/chat/completions", chat("Tell me a story.", "\"n\": 3, \"seed\": 7, \"temperature\": 1.5"));
        List<JsonNode> choices = Json.elements(answer, "choices");
        assertThat(choices.stream().map(choice -> choice.path("index").asInt())).containsExactly(0, 1, 2);
        assertThat(choices.stream().map(choice -> choice.at("/message/content").asString())).doesNotHaveDuplicates();
        JsonNode alone = server.choice("Tell me a story.", "\"seed\": 8, \"temperature\": 1.5");
        assertThat(choices.get(1).at("/message/content")).isEqualTo(alone.at("/message/content"));
        assertThat(answer.at("/usage/completion_tokens").asInt()).isGreaterThan(30);
    }

    @Test
    void biasAndPenaltiesChangeTheChoice() {
        JsonNode biased = server.choice(HELLO,
                "\"temperature\": 0, \"max_tokens\": 4, \"return_token_ids\": true, \"logit_bias\": {\"40\": 100}");
        assertThat(Json.elements(biased, "token_ids").stream().map(JsonNode::asInt)).containsOnly(40);
        for (String penalty : List.of("presence_penalty\": 2", "frequency_penalty\": 2", "repetition_penalty\": 1.8")) {
            JsonNode choice = server.choice("Tell me a story.", "\"temperature\": 0, \"max_tokens\": 60, \"" + penalty);
            assertThat(choice.at("/message/content").asString()).as(penalty).isNotEqualTo(
                    server.choice("Tell me a story.", "\"temperature\": 0, \"max_tokens\": 60").at("/message/content")
                            .asString());
        }
    }

    @Test
    void stopsAtTextsAlsoAcrossTokens() {
        JsonNode choice = server.choice(HELLO, "\"temperature\": 0, \"stop\": \"can I help\", \"return_token_ids\": true");
        assertThat(choice.at("/message/content").asString()).isEqualTo("Hello! How ");
        assertThat(choice.at("/finish_reason").asString()).isEqualTo("stop");
        assertThat(choice.at("/stop_reason").asString()).isEqualTo("can I help");
        assertThat(Json.elements(choice, "token_ids")).hasSize(6);
        assertThat(server.choice(HELLO, "\"temperature\": 0, \"stop\": [\"zz\", \"ow ca\"], \"include_stop_str_in_output\": true")
                .at("/message/content").asString()).isEqualTo("Hello! How ca");
        assertThat(server.choice(HELLO, "\"temperature\": 0, \"stop\": [\"Hello\", \"you\"], \"min_tokens\": 2")
                .at("/message/content").asString()).isEqualTo("Hello! How can I help ");
        assertThat(server.choice(HELLO, "\"temperature\": 0, \"stop\": \"today?!\"").at("/message/content").asString())
                .isEqualTo(GREETING);
    }

    @Test
    void stopsAtTokensAndGoesOnPastTheEnd() {
        JsonNode stopped = server.choice(HELLO, "\"temperature\": 0, \"stop_token_ids\": [1300], \"return_token_ids\": true");
        assertThat(stopped.at("/finish_reason").asString()).isEqualTo("stop");
        JsonNode ids = stopped.path("token_ids");
        JsonNode early = server.choice(HELLO,
                "\"temperature\": 0, \"return_token_ids\": true, \"stop_token_ids\": [%d]".formatted(ids.path(2).asInt()));
        assertThat(early.at("/message/content").asString()).isEqualTo("Hello!");
        assertThat(early.at("/stop_reason").asInt()).isEqualTo(ids.path(2).asInt());
        assertThat(Json.elements(early, "token_ids")).hasSize(3);
        JsonNode on = server.choice(HELLO,
                "\"temperature\": 0, \"ignore_eos\": true, \"max_tokens\": 14, \"return_token_ids\": true");
        assertThat(Json.elements(on, "token_ids")).hasSize(14);
        assertThat(on.at("/finish_reason").asString()).isEqualTo("length");
        assertThat(on.at("/message/content").asString()).startsWith(GREETING).doesNotContain("<|im_end|>");
        assertThat(server.choice(HELLO,
                "\"temperature\": 0, \"ignore_eos\": true, \"max_tokens\": 14, \"skip_special_tokens\": false")
                .at("/message/content").asString()).startsWith(GREETING + "<|im_end|>");
        JsonNode longer = server.choice(HELLO,
                "\"temperature\": 0, \"min_tokens\": 12, \"max_tokens\": 20, \"return_token_ids\": true");
        assertThat(Json.elements(longer, "token_ids")).hasSizeGreaterThan(12);
        assertThat(Json.elements(longer, "token_ids").subList(0, 12)).noneMatch(id -> id.asInt() == END);
    }

    @Test
    void endsAtMaxTokens() {
        for (String limit : List.of("max_tokens", "max_completion_tokens")) {
            JsonNode answer = server.ok("/chat/completions", chat(HELLO, "\"temperature\": 0, \"%s\": 3".formatted(limit)));
            assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("Hello! How");
            assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
            assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        }
    }

    @Test
    void thinksWhereTheTemplateIsToldTo() {
        String question = "What is the capital of Italy?";
        JsonNode answer = server.ok("/chat/completions",
                chat(question, "\"temperature\": 0, \"chat_template_kwargs\": {\"enable_thinking\": true}"));
        JsonNode message = answer.at("/choices/0/message");
        assertThat(message.path("reasoning").asString()).isEqualTo("The capital of Italy is Rome.\n");
        assertThat(message.path("reasoning_content")).isEqualTo(message.path("reasoning"));
        assertThat(message.path("content").asString()).isEqualTo("The capital of Italy is Rome.");
        assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens").asInt()).isEqualTo(10);
        JsonNode hidden = server.choice(question,
                "\"temperature\": 0, \"reasoning_effort\": \"low\", \"include_reasoning\": false").path("message");
        assertThat(hidden.path("reasoning").isNull()).isTrue();
        assertThat(hidden.path("content")).isEqualTo(message.path("content"));
        assertThat(
                server.choice(question, "\"temperature\": 0, \"reasoning_effort\": \"none\"").at("/message/reasoning").isNull())
                .isTrue();
    }

    @Test
    void callsTools() {
        String tools = "\"temperature\": 0, \"tools\": [%s]".formatted(WEATHER_TOOL);
        JsonNode choice = server.choice("What's the weather in Paris and Berlin?", tools);
        assertThat(choice.at("/finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        List<String> calls = new ArrayList<>();
        for (JsonNode call : Json.elements(choice.path("message"), "tool_calls")) {
            assertThat(call.path("id").asString()).startsWith("chatcmpl-tool-");
            calls.add(call.at("/function/name").asString() + call.at("/function/arguments").asString());
        }
        assertThat(calls).containsExactly("get_weather{\"city\": \"Paris\"}", "get_weather{\"city\": \"Berlin\"}");
        JsonNode first = server.choice("What's the weather in Paris and Berlin?", tools + ", \"parallel_tool_calls\": false");
        assertThat(Json.elements(first.path("message"), "tool_calls")).hasSize(1);
        JsonNode none = server.choice("What is the weather in Oslo?", tools + ", \"tool_choice\": \"none\"");
        assertThat(none.at("/finish_reason").asString()).isEqualTo("stop");
        assertThat(none.at("/message/content").asString()).startsWith("<tool_call>");
    }

    @Test
    void readsAConversationWithToolResultsPartsAndReasoning() {
        JsonNode answer = server.ok("/chat/completions",
                """
                        {"temperature": 0, "tools": [%s], "messages": [
                          {"role": "user", "content": [{"type": "text", "text": "What is the weather in Oslo?"}]},
                          {"role": "assistant", "content": null, "reasoning": "hm", "tool_calls": [{"id": "call_1", "type": "function",
                           "function": {"name": "get_weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}}]},
                          {"role": "tool", "tool_call_id": "call_1", "content": "{\\"temperature\\": 7, \\"condition\\": \\"rainy\\"}"}]}"""
                        .formatted(WEATHER_TOOL));
        assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("The weather in Oslo is rainy, 7 °C.");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(206);
    }

    @Test
    void leavesTheGenerationPromptOut() {
        JsonNode with = server.ok("/chat/completions", chat(HELLO, "\"max_tokens\": 1"));
        JsonNode without = server.ok("/chat/completions", chat(HELLO, "\"max_tokens\": 1, \"add_generation_prompt\": false"));
        assertThat(without.at("/usage/prompt_tokens").asInt()).isEqualTo(with.at("/usage/prompt_tokens").asInt() - 3);
    }

    @Test
    void countsACachedPrefix() {
        String text = "The same long beginning again and again. ".repeat(20);
        server.choice(text, "\"max_tokens\": 1");
        JsonNode second = server.ok("/chat/completions", chat(text, "\"max_tokens\": 1"));
        assertThat(second.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isPositive();
    }

    @Test
    void tellsOfUnknownMembersInItsLog() throws InterruptedException {
        server.log().clear();
        server.choice(HELLO, "\"max_tokens\": 1, \"temprature\": 0, \"guided_json\": {}, \"user\": \"u\"");
        assertThat(server.logLine()).isEqualTo("/v1/chat/completions: ignored unknown guided_json, temprature");
    }
}
