package gymscope.client.continuation;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.client.continuation.Continuation.Passed;
import gymscope.client.continuation.Continuation.Result;
import gymscope.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which rung is gone, with what request, on endpoints that offer more or less. */
class ContinuationTest {

    private static final String REQUEST = "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}],"
            + " \"temperature\": 0, \"max_tokens\": 40, \"logprobs\": true, \"top_logprobs\": 3}";

    private record Asked(String path, JsonNode body) {}

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Function<JsonNode, MockResponse>> routes = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private final List<String> pieces = new ArrayList<>();
    private @Nullable Continuation running;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                JsonNode body = Json.parse(request.getBody() == null ? "{}" : request.getBody().utf8());
                asked.add(new Asked(path, body));
                Function<JsonNode, MockResponse> route = routes.get(path);
                return route == null ? error(404, "no such path") : route.apply(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private Result go(Fork fork) {
        Endpoint endpoint = Endpoint.of("127.0.0.1:" + server.getPort()).withModel("m");
        Continuation continuation = new Continuation(client, endpoint, fork, new Continuation.Listener() {
            @Override
            public void tries(Rung rung) {
                pieces.clear();
            }

            @Override
            public void piece(JsonNode choice, @Nullable Duration arrival) {
                String text = choice.has("text") ? Json.text(choice, "text") : Json.text(choice.path("message"), "content");
                pieces.add(Objects.requireNonNullElse(text, ""));
            }
        });
        running = continuation;
        return continuation.run();
    }

    private static Fork fork(List<Integer> promptIds, @Nullable List<Integer> before, @Nullable Integer chosen) {
        return new Fork(Json.parseObject(REQUEST), promptIds, null, before, "It is", "It is", 2, chosen, " warm");
    }

    @Test
    void tokenIdsAreTakenWhereAllAreTold() {
        routes.put("/v1/completions", body -> completion(" today."));

        Result result = go(fork(List.of(1, 2), List.of(3, 4), 5));

        assertThat(title(result)).isEqualTo("Token ids on /v1/completions");
        assertThat(result.passed()).isEmpty();
        assertThat(pieces).containsExactly(" today.");
        assertThat(Json.write(asked.getFirst().body())).isEqualTo("{\"model\":\"m\",\"prompt\":[1,2,3,4,5],\"temperature\":0,"
                + "\"max_tokens\":37,\"stream\":true,\"skip_special_tokens\":false,\"logprobs\":3,\"return_token_ids\":true}");
    }

    @Test
    void idsThatAreNotToldAreAskedFor() {
        routes.put("/tokenize", body -> json(body.has("messages") ? "{\"tokens\": [1, 2]}" : "{\"tokens\": [9]}"));
        routes.put("/v1/completions", body -> completion(" today."));

        Result result = go(fork(List.of(), List.of(3, 4), null));

        assertThat(title(result)).isEqualTo("Token ids on /v1/completions");
        assertThat(Json.write(asked.getLast().body().path("prompt"))).isEqualTo("[1,2,3,4,9]");
        assertThat(asked.get(1).body().path("add_special_tokens").asBoolean(true)).isFalse();
    }

    @Test
    void aTokenWhoseTextAloneIsSeveralTokensGoesByText() {
        routes.put("/tokenize", body -> json("{\"tokens\": [9, 10]}"));
        routes.put("/detokenize", body -> json("{\"prompt\": \"<user>Hi<assistant>\"}"));
        routes.put("/v1/completions", body -> completion(" today."));

        Result result = go(fork(List.of(1, 2), List.of(3, 4), null));

        assertThat(title(result)).isEqualTo("Text prompt on /v1/completions");
        assertThat(result.passed()).extracting(Passed::reason)
                .containsExactly("The chosen token's id is not told, and its text alone is 2 tokens.");
        assertThat(Json.text(asked.getLast().body(), "prompt")).isEqualTo("<user>Hi<assistant>It is warm");
    }

    @Test
    void aPromptThatIsRenderedHereGoesByText() {
        routes.put("/v1/completions", body -> completion(" today."));

        Result result = go(fork(List.of(), null, null).withPromptText("<user>Hi<assistant>"));

        assertThat(title(result)).isEqualTo("Text prompt on /v1/completions");
        assertThat(Json.text(asked.getLast().body(), "prompt")).isEqualTo("<user>Hi<assistant>It is warm");
        assertThat(asked.getLast().body().path("add_special_tokens").asBoolean(true)).isFalse();
    }

    @Test
    void llamaCppRendersThePromptItself() {
        routes.put("/apply-template", body -> json("{\"prompt\": \"[Hi]\"}"));
        routes.put("/v1/completions", body -> completion(" today."));

        assertThat(title(go(fork(List.of(), null, null)))).isEqualTo("Text prompt on /v1/completions");
        assertThat(Json.text(asked.getLast().body(), "prompt")).isEqualTo("[Hi]It is warm");
    }

    @Test
    void anEndpointThatOnlyChatsIsGivenAnOpenLastMessage() {
        routes.put("/v1/chat/completions", body -> chat(" today.", "stop"));

        Result result = go(fork(List.of(), null, null));

        assertThat(title(result)).isEqualTo("Open last message on /v1/chat/completions");
        assertThat(result.passed()).hasSize(2);
        JsonNode body = asked.getLast().body();
        assertThat(body.path("continue_final_message").asBoolean(false)).isTrue();
        assertThat(body.path("add_generation_prompt").asBoolean(true)).isFalse();
        assertThat(Json.write(body.path("messages").path(1))).isEqualTo("{\"role\":\"assistant\",\"content\":\"It is warm\"}");
        assertThat(pieces).containsExactly(" today.");
    }

    @Test
    void anEndpointThatRefusesThatIsAskedStepByStep() {
        routes.put("/v1/chat/completions", body -> {
            if (body.has("continue_final_message")) {
                return error(400, "Unrecognized request argument supplied: continue_final_message");
            }
            String said = Objects.requireNonNull(Json.text(body.path("messages").path(1), "content"));
            return switch (said) {
                case "It is warm" -> chat("It is warm to", "length");
                case "It is warm to" -> chat("day", "length");
                default -> chat(".", "stop");
            };
        });

        Result result = go(fork(List.of(), null, null));

        assertThat(title(result)).isEqualTo("Step by step on /v1/chat/completions");
        assertThat(result.passed()).extracting(passed -> passed.rung().title()).containsExactly("Token ids on /v1/completions",
                "Text prompt on /v1/completions", "Open last message on /v1/chat/completions");
        assertThat(result.passed().getLast().reason()).contains("continue_final_message");
        assertThat(pieces).as("what is said once more is cut off").containsExactly(" to", "day", ".");
        assertThat(result.exchanges()).hasSize(3);
        assertThat(asked.getLast().body().has("stream")).isFalse();
    }

    @Test
    void aForkInReasoningCanNotGoByChat() {
        routes.put("/v1/chat/completions", body -> chat("x", "stop"));
        Fork inReasoning = new Fork(Json.parseObject(REQUEST), List.of(), null, null, "<think>It", null, 2, null, " is");

        Result result = go(inReasoning);

        assertThat(result.rung()).isNull();
        assertThat(result.passed()).hasSize(4).extracting(Passed::reason)
                .contains("The fork lies in reasoning or in a tool call, which a chat message can't leave open.");
    }

    @Test
    void whatFailsOnAnOpenWayIsAFailureThere() {
        routes.put("/v1/completions", body -> error(503, "overloaded"));
        routes.put("/v1/chat/completions", body -> chat("x", "stop"));

        Result result = go(fork(List.of(1, 2), List.of(3, 4), 5));

        assertThat(title(result)).isEqualTo("Token ids on /v1/completions");
        assertThat(result.exchanges().getLast().problem()).contains("overloaded");
    }

    @Test
    void aStopBetweenStepsEndsIt() {
        routes.put("/v1/chat/completions", body -> {
            if (body.has("continue_final_message")) {
                return error(400, "no");
            }
            Objects.requireNonNull(running).stop();
            return chat("to", "length");
        });

        go(fork(List.of(), null, null));

        assertThat(asked.stream().filter(one -> one.path().endsWith("/chat/completions"))).hasSize(2);
    }

    @Test
    void everyRungSaysWhatItCanNotGuarantee() {
        assertThat(Continuation.ladder()).hasSize(4).allSatisfy(rung -> assertThat(rung.caveat()).endsWith("."));
    }

    private static String title(Result result) {
        return Objects.requireNonNull(result.rung()).title();
    }

    private static MockResponse completion(String text) {
        return json("{\"choices\": [{\"index\": 0, \"text\": \"%s\", \"finish_reason\": \"stop\"}]}".formatted(text));
    }

    private static MockResponse chat(String content, String finish) {
        ObjectNode answer = Json.object();
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0).put("finish_reason", finish);
        choice.putObject("message").put("role", "assistant").put("content", content);
        return json(Json.write(answer));
    }

    private static MockResponse error(int status, String message) {
        return json("{\"error\": {\"message\": \"%s\"}}".formatted(message)).newBuilder().code(status).build();
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().code(200).addHeader("content-type", "application/json").body(body).build();
    }
}
