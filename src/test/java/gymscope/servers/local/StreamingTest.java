package gymscope.servers.local;

import static gymscope.servers.local.DemoServer.WEATHER_TOOL;
import static gymscope.servers.local.DemoServer.answer;
import static gymscope.servers.local.DemoServer.chat;
import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiRequest;
import gymscope.client.Call;
import gymscope.servers.http.CallObserver;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Streams: their order, that they add up to the whole answer, and what happens when nobody reads any more. */
class StreamingTest {

    private static DemoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DemoServer("demo");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> addsUpToTheWholeChatAnswer() {
        String tools = "\"tools\": [%s]".formatted(WEATHER_TOOL);
        return Stream.of(chat("Say hello.", "\"temperature\": 0"),
                chat("Say hello.", "\"temperature\": 0, \"logprobs\": true, \"top_logprobs\": 3, \"return_token_ids\": true"),
                chat("Say hello.", "\"temperature\": 0, \"stop\": [\"p you t\"]"),
                chat("Say hello.", "\"temperature\": 0, \"stop\": [\"How\"], \"include_stop_str_in_output\": true"),
                chat("Say hello.", "\"temperature\": 0, \"max_tokens\": 4"),
                chat("Say hello.", "\"temperature\": 0, \"ignore_eos\": true, \"max_tokens\": 30"),
                chat("What is the weather in Oslo?", "\"temperature\": 0, " + tools),
                chat("What's the weather in Paris and Berlin?", "\"temperature\": 0, \"return_token_ids\": true, " + tools),
                chat("What's the weather in Paris and Berlin?",
                        "\"temperature\": 0, \"parallel_tool_calls\": false, " + tools),
                chat("What is the weather in Oslo?", "\"temperature\": 0, \"tool_choice\": \"none\", " + tools),
                chat("What is the capital of Italy?",
                        "\"temperature\": 0, \"logprobs\": true, \"chat_template_kwargs\": {\"enable_thinking\": true}"),
                chat("What is the weather in Oslo? Answer in °C: é🙂",
                        "\"temperature\": 0, \"chat_template_kwargs\": {\"enable_thinking\": true}, " + tools),
                chat("Tell me a story.", "\"seed\": 5, \"n\": 3, \"temperature\": 1.3, \"return_token_ids\": true"))
                .map(body -> DynamicTest.dynamicTest(body.substring(0, Math.min(90, body.length())),
                        () -> comparesChat(body)));
    }

    private static void comparesChat(String body) {
        JsonNode whole = server.ok("/chat/completions", body);
        ObjectNode streamed = (ObjectNode) answer(stream("/chat/completions", body));
        for (JsonNode choice : Json.elements(whole, "choices")) {
            JsonNode other = choice(streamed, choice.path("index").asInt());
            assertThat(text(other, "/message/content")).isEqualTo(text(choice, "/message/content"));
            assertThat(text(other, "/message/reasoning")).isEqualTo(text(choice, "/message/reasoning"));
            assertThat(calls(other)).isEqualTo(calls(choice));
            assertThat(other.path("finish_reason")).isEqualTo(choice.path("finish_reason"));
            assertThat(other.path("stop_reason")).isEqualTo(choice.path("stop_reason"));
            assertThat(Json.elements(other, "token_ids")).isEqualTo(Json.elements(choice, "token_ids"));
            assertThat(Json.elements(other.path("logprobs"), "content"))
                    .isEqualTo(Json.elements(choice.path("logprobs"), "content"));
        }
        assertThat(Json.elements(streamed, "prompt_token_ids")).isEqualTo(Json.elements(whole, "prompt_token_ids"));
        assertThat(streamed.at("/usage/completion_tokens")).isEqualTo(whole.at("/usage/completion_tokens"));
        assertThat(streamed.at("/usage/prompt_tokens")).isEqualTo(whole.at("/usage/prompt_tokens"));
    }

    private static JsonNode choice(JsonNode answer, int index) {
        return Json.elements(answer, "choices").stream().filter(choice -> choice.path("index").asInt() == index).findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> addsUpToTheWholeCompletion() {
        return Stream.of("{\"prompt\": \"Once upon\", \"temperature\": 0, \"max_tokens\": 12}",
                "{\"prompt\": [\"One\", \"Two\"], \"n\": 2, \"seed\": 4, \"max_tokens\": 9, \"logprobs\": 2, \"return_token_ids\": true}",
                "{\"prompt\": \"Once upon\", \"temperature\": 0, \"max_tokens\": 5, \"echo\": true, \"logprobs\": 1}",
                "{\"prompt\": \"Once upon\", \"max_tokens\": 0, \"echo\": true, \"logprobs\": 1}")
                .map(body -> DynamicTest.dynamicTest(body, () -> comparesCompletion(body)));
    }

    private static void comparesCompletion(String body) {
        JsonNode whole = server.ok("/completions", body);
        ObjectNode streamed = (ObjectNode) answer(stream("/completions", body));
        for (JsonNode choice : Json.elements(whole, "choices")) {
            JsonNode other = choice(streamed, choice.path("index").asInt());
            assertThat(other.path("text")).isEqualTo(choice.path("text"));
            assertThat(other.path("finish_reason")).isEqualTo(choice.path("finish_reason"));
            assertThat(Json.elements(other, "token_ids")).isEqualTo(Json.elements(choice, "token_ids"));
            for (String list : List.of("tokens", "token_logprobs", "text_offset", "top_logprobs")) {
                assertThat(Json.elements(other.path("logprobs"), list)).as(list)
                        .isEqualTo(Json.elements(choice.path("logprobs"), list));
            }
        }
        assertThat(streamed.at("/usage/completion_tokens")).isEqualTo(whole.at("/usage/completion_tokens"));
    }

    @TestFactory
    Stream<DynamicTest> addsUpToTheWholeResponse() {
        return Stream.of("{\"input\": \"Say hello.\", \"temperature\": 0}",
                "{\"input\": \"Say hello.\", \"temperature\": 0, \"include\": [\"message.output_text.logprobs\"], \"top_logprobs\": 2}",
                "{\"input\": \"What is the capital of Italy?\", \"temperature\": 0, \"reasoning\": {\"effort\": \"low\"},"
                        + " \"include\": [\"message.output_text.logprobs\"]}",
                "{\"input\": \"What's the weather in Paris and Berlin?\", \"temperature\": 0, \"tools\": [%s]}"
                        .formatted(ResponsesTest.TOOL),
                "{\"input\": \"Say hello.\", \"temperature\": 0, \"max_output_tokens\": 3}",
                "{\"input\": \"What is the capital of Italy?\", \"temperature\": 0, \"reasoning\": {\"effort\": \"low\"},"
                        + " \"max_output_tokens\": 3}")
                .map(body -> DynamicTest.dynamicTest(body, () -> {
                    ObjectNode whole = (ObjectNode) server.ok("/responses", body);
                    ObjectNode streamed = (ObjectNode) answer(stream("/responses", body));
                    assertThat(withoutIds(streamed)).isEqualTo(withoutIds(whole));
                }));
    }

    /** A Response without what is its own: ids and times; how much was cached depends on what came before. */
    private static ObjectNode withoutIds(ObjectNode response) {
        ObjectNode copy = response.deepCopy();
        copy.remove(List.of("id", "created_at", "stream"));
        copy.withObject("/usage").remove("input_tokens_details");
        for (JsonNode item : Json.elements(copy, "output")) {
            ((ObjectNode) item).remove(List.of("id", "call_id"));
        }
        return copy;
    }

    @Test
    void sendsChatChunksInOrder() {
        Exchange exchange = stream("/chat/completions",
                chat("Say hello.", "\"temperature\": 0, \"return_token_ids\": true, \"logprobs\": true"));
        assertThat(exchange.responseHeaders().get("content-type")).first().asString().startsWith("text/event-stream");
        List<StreamEvent> events = exchange.events();
        JsonNode first = json(events.getFirst());
        assertThat(first.at("/object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(first.at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(Json.elements(first, "prompt_token_ids")).hasSize(11);
        for (StreamEvent event : events.subList(1, 11)) {
            assertThat(Json.elements(json(event).at("/choices/0"), "token_ids")).hasSize(1);
            assertThat(Json.elements(json(event).at("/choices/0/logprobs"), "content")).hasSize(1);
            assertThat(json(event).has("prompt_token_ids")).isFalse();
        }
        assertThat(json(events.get(11)).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(Json.elements(json(events.get(12)), "choices")).isEmpty();
        assertThat(json(events.get(12)).at("/usage/completion_tokens").asInt()).isEqualTo(10);
        assertThat(events.get(13).event().isDone()).isTrue();
        assertThat(events).hasSize(14);
        assertThat(events.subList(0, 12).stream().map(event -> json(event).path("id"))).containsOnly(first.path("id"));
    }

    @Test
    void sendsUsageOnlyWhereAsked() {
        ObjectNode body = Json.parseObject(chat("Say hello.", "\"temperature\": 0, \"stream\": true"));
        assertThat(answer(call("/chat/completions", body).stream(_ -> {})).has("usage")).isFalse();
        body.putObject("stream_options").put("include_usage", true).put("continuous_usage_stats", true);
        Exchange continuous = call("/chat/completions", body).stream(_ -> {});
        assertThat(continuous.events().stream().filter(event -> !event.event().isDone()))
                .allSatisfy(event -> assertThat(json(event).has("usage")).isTrue());
    }

    @RepeatedTest(10)
    void keepsSeveralChoicesApartWhileTheyRunTogether() {
        comparesCompletion("{\"prompt\": [\"One\", \"Two\"], \"n\": 3, \"seed\": 4, \"max_tokens\": 20, \"logprobs\": 2}");
        ObjectNode body = Json.parseObject(chat("Tell me a story.", "\"n\": 3, \"seed\": 4, \"stream\": true"));
        body.putObject("stream_options").put("include_usage", true).put("continuous_usage_stats", true);
        assertThat(Json.elements(answer(call("/chat/completions", body).stream(_ -> {})), "choices")).hasSize(3);
    }

    @Test
    void streamsArgumentsPieceByPiece() {
        Exchange exchange = stream("/chat/completions",
                chat("What is the weather in Oslo?", "\"temperature\": 0, \"tools\": [%s]".formatted(WEATHER_TOOL)));
        List<JsonNode> pieces = exchange.events().stream().filter(event -> !event.event().isDone())
                .map(event -> json(event).at("/choices/0/delta/tool_calls/0")).filter(piece -> !piece.isMissingNode()).toList();
        assertThat(pieces).hasSizeGreaterThan(3);
        assertThat(pieces.getFirst().at("/function/name").asString()).isEqualTo("get_weather");
        assertThat(pieces.getFirst().path("type").asString()).isEqualTo("function");
        assertThat(pieces.subList(1, pieces.size())).noneMatch(piece -> piece.path("function").has("name"));
    }

    @Test
    void errorsBeforeTheFirstTokenAreOrdinaryOnes() {
        Exchange exchange = call("/chat/completions",
                Json.parseObject(chat("Say hello.", "\"stream\": true, \"max_tokens\": 99999"))).stream(_ -> {});
        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.responseBody()).contains("maximum context length is 1024");
    }

    @Test
    void endsTheGenerationWhenTheClientLeaves() throws InterruptedException {
        server.finishedCalls().clear();
        Call call = call("/chat/completions", Json.parseObject(chat("Tell me a story.",
                "\"stream\": true, \"ignore_eos\": true, \"max_tokens\": 1000, \"logprobs\": true, \"top_logprobs\": 20")));
        Exchange exchange = call.stream(event -> call.cancel());
        assertThat(exchange.failure()).isNotNull();
        CallObserver.Finished finished = server.finishedCall();
        assertThat(finished.status()).isEqualTo(CallObserver.CLIENT_GONE);
        assertThat(finished.tokens()).isBetween(1L, 999L);
    }

    static Exchange stream(String path, String body) {
        ObjectNode streaming = Json.parseObject(body).put("stream", true);
        if (!path.equals("/responses")) {
            streaming.putObject("stream_options").put("include_usage", true);
        }
        return call(path, streaming).stream(_ -> {});
    }

    private static Call call(String path, ObjectNode body) {
        return server.client().newCall(ApiRequest.post(server.endpoint(), path, body));
    }

    private static JsonNode json(StreamEvent event) {
        JsonNode json = event.json();
        return json == null ? Json.object() : json;
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }

    private static List<String> calls(JsonNode choice) {
        return Json.elements(choice.path("message"), "tool_calls").stream()
                .map(call -> call.at("/function/name").asString() + " " + call.at("/function/arguments").asString()).toList();
    }
}
