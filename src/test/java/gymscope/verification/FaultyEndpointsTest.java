package gymscope.verification;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.wire.Json;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each check falls short where it must: one endpoint a fault, and what the check says of it. */
@Timeout(60)
class FaultyEndpointsTest {

    record Case(String name, String check, Verdict verdict, String evidence, Consumer<FakeEndpoint> fault) {
        @Override
        public String toString() {
            return check + ": " + name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                fail("what answers is not HTTP-like for long", "reachable", "closed the connection without an answer",
                        fake -> fake.replace("/v1/models", request -> dropped())),
                warn("server error", "reachable", "answers 503",
                        fake -> fake.replace("/v1/models", request -> FakeEndpoint.error(503, "dead"))),
                warn("open on loopback", "authentication", "a chat with a wrong key: 200", FaultyEndpointsTest::open),
                fail("key refused", "authentication", "the key is refused: the server answered 403: Forbidden",
                        fake -> fake.replace("/v1/models", request -> FakeEndpoint.error(403, "Forbidden"))),
                pass("public list, guarded chat", "authentication", "the list of models is public; a chat with a wrong key: 401",
                        fake -> fake.replace("/v1/models", request -> modelList())),
                fail("no list", "models_listed", "the server answered 404: Not Found",
                        fake -> fake.replace("/v1/models", request -> FakeEndpoint.error(404, "Not Found"))),
                fail("empty list", "models_listed", "the list is empty",
                        fake -> fake.replace("/v1/models", request -> FakeEndpoint.json(200, Json.parse("{\"data\": []}")))),
                fail("HTML", "models_listed", "the answer is not JSON: “<html>Welcome</html>”",
                        fake -> fake.replace("/v1/models",
                                request -> new MockResponse.Builder().body("<html>Welcome</html>").build())),
                fail("chat refused", "chat_answer", "the server answered 400: no chat template",
                        fake -> fake.replace("/v1/chat/completions",
                                request -> request.getHeaders().get("Authorization") == null
                                        ? null
                                        : FakeEndpoint.error(400, "no chat template"))),
                fail("no choices", "chat_answer", "the answer has no choices with a message",
                        changed(FaultyEndpointsTest::plain, answer -> answer.putArray("choices"))),
                fail("garbage", "chat_answer", "the answer is not JSON", fake -> fake.replace("/v1/chat/completions",
                        request -> new MockResponse.Builder().body("{\"choices\": [{").build())),
                fail("empty text", "chat_answer", "the answer is empty, finish reason stop",
                        changed(FaultyEndpointsTest::plain, answer -> message(answer).put("content", ""))),
                warn("strange finish reason", "chat_answer", "finish reason eos",
                        changed(FaultyEndpointsTest::plain, answer -> choice(answer).put("finish_reason", "eos"))),
                fail("no usage", "usage_arithmetic", "usage lacks",
                        changed(FaultyEndpointsTest::plain, answer -> answer.remove("usage"))),
                fail("wrong sum", "usage_arithmetic", "11 + 5 = 99 is stated, 16 is right",
                        changed(FaultyEndpointsTest::plain, answer -> usage(answer).put("total_tokens", 99))),
                fail("more than the limit", "usage_arithmetic", "the limit was 64 tokens",
                        changed(FaultyEndpointsTest::plain,
                                answer -> usage(answer).put("completion_tokens", 70).put("total_tokens", 81))),
                fail("broken responses", "responses_endpoint", "the answer has no output items",
                        fake -> fake.replace("/v1/responses",
                                request -> FakeEndpoint.json(200,
                                        Json.parse("{\"object\": \"response\", \"status\": \"completed\", \"output\": []}")))),
                warn("no responses", "responses_endpoint", "the endpoint does not offer it: 404",
                        fake -> fake.replace("/v1/responses", request -> FakeEndpoint.error(404, "Not Found"))),
                fail("stream without end", "streaming_well_formed", "the stream ends without [DONE]",
                        stream("data: [DONE]\n\n", "")),
                fail("stream cut off", "streaming_well_formed", "ended before the answer was whole",
                        fake -> fake.replace("/v1/chat/completions", request -> streamed(request) ? cutOff() : null)),
                fail("garbage in the stream", "streaming_well_formed", "event 3 is not JSON: “{oops”",
                        fake -> fake.changeStream(
                                text -> text.replaceFirst("(?s)(data: .*?\n\ndata: .*?\n\n)", "$1data: {oops\n\n"))),
                fail("error in the stream", "streaming_well_formed", "is an error: out of memory",
                        stream("data: [DONE]", "data: {\"error\": {\"message\": \"out of memory\"}}\n\ndata: [DONE]")),
                fail("event after the end", "streaming_well_formed", "1 event after [DONE]",
                        stream("data: [DONE]\n\n", "data: [DONE]\n\ndata: {}\n\n")),
                fail("no finish reason", "streaming_well_formed", "the stream has 0 finish reasons in place of one",
                        stream("\"finish_reason\":\"stop\"", "\"finish_reason\":null")),
                fail("JSON in place of a stream", "streaming_well_formed", "is no event stream",
                        fake -> fake.replace("/v1/chat/completions",
                                request -> streamed(request) ? FakeEndpoint.json(200, Json.object()) : null)),
                warn("no usage in the stream", "streaming_well_formed", "no usage", stream("\"usage\"", "\"ignored\"")),
                fail("stream loses text", "stream_equals_whole", "content differs from character 6 on",
                        stream("Hello!", "Hello")),
                fail("other finish reason", "stream_equals_whole", "finish reason stop whole, length streamed",
                        stream("\"finish_reason\":\"stop\"", "\"finish_reason\":\"length\"")),
                warn("unsteady model", "stream_equals_whole", "two whole greedy answers differ too",
                        FaultyEndpointsTest::unsteady),
                fail("no log probabilities", "logprobs_sane", "logprobs: true is ignored",
                        changed(FaultyEndpointsTest::logprobs, answer -> choice(answer).remove("logprobs"))),
                fail("logits", "logprobs_sane", "token 1 has 12.500, which is above 0",
                        changed(FaultyEndpointsTest::logprobs, answer -> entry(answer, 0).put("logprob", 12.5))),
                fail("floor", "logprobs_sane", "1 token at the floor",
                        changed(FaultyEndpointsTest::logprobs, answer -> entry(answer, 4).put("logprob", -9999.0))),
                fail("missing value", "logprobs_sane", "1 of 5 tokens without",
                        changed(FaultyEndpointsTest::logprobs, answer -> entry(answer, 1).putNull("logprob"))),
                fail("unsorted", "logprobs_sane", "the alternatives of token 2 are not sorted",
                        changed(FaultyEndpointsTest::logprobs, answer -> top(answer, 1, 4).put("logprob", -0.2))),
                fail("more than one in all", "logprobs_sane", "the alternatives of token 1 add up to",
                        changed(FaultyEndpointsTest::logprobs, answer -> {
                            top(answer, 0, 1).put("logprob", -0.2);
                            top(answer, 0, 2).put("logprob", -0.3);
                        })),
                fail("other text", "logprobs_sane", "the tokens join to “Howdy",
                        changed(FaultyEndpointsTest::logprobs, answer -> {
                            entry(answer, 0).put("token", "Howdy").remove("bytes");
                        })),
                fail("fewer than counted", "logprobs_sane", "5 log probabilities, usage counts 9",
                        changed(FaultyEndpointsTest::logprobs, answer -> usage(answer).put("completion_tokens", 9))),
                warn("end token missing", "logprobs_sane", "5 log probabilities, usage counts 6",
                        changed(FaultyEndpointsTest::logprobs, answer -> usage(answer).put("completion_tokens", 6))),
                warn("fewer alternatives", "logprobs_sane", "asked for 5 alternatives, got 4",
                        changed(FaultyEndpointsTest::logprobs,
                                answer -> ((ArrayNode) entry(answer, 2).get("top_logprobs")).remove(4))),
                fail("no ids", "token_ids", "return_token_ids: true is ignored",
                        changed(FaultyEndpointsTest::ids, answer -> choice(answer).remove("token_ids"))),
                warn("ids as text", "token_ids", "5 ids only as token_id:N", FaultyEndpointsTest::placeholders),
                fail("one id less", "token_ids", "4 ids, 5 log probabilities",
                        changed(FaultyEndpointsTest::ids, answer -> ((ArrayNode) choice(answer).get("token_ids")).remove(4))),
                fail("no prompt ids", "token_ids", "answer 5, the prompt's ids are missing",
                        changed(FaultyEndpointsTest::ids, answer -> answer.remove("prompt_token_ids"))),
                fail("member refused", "token_ids", "return_token_ids is refused: the server answered 400: Unrecognized",
                        fake -> fake.replace("/v1/chat/completions",
                                request -> FakeEndpoint.body(request).has("return_token_ids")
                                        ? FakeEndpoint.error(400, "Unrecognized argument")
                                        : null)),
                fail("text changes", "tokenizer_round_trip", "comes back as “Gr", fake -> fake.replace("/detokenize",
                        request -> FakeEndpoint.json(200, Json.object().put("prompt", "Gruesse")))),
                fail("wrong count", "tokenizer_round_trip", "/tokenize counts 7", fake -> fake.replace("/tokenize",
                        request -> FakeEndpoint.json(200, Json.parse("{\"count\": 7, \"tokens\": [1, 2]}")))),
                notApplicable("no tokenizer", "tokenizer_round_trip", "does not offer a tokenizer",
                        fake -> fake.replace("/tokenize", request -> FakeEndpoint.error(404, "Not Found"))),
                fail("no parser", "tool_call_parsed", "the call stays in the text",
                        changed(FaultyEndpointsTest::tools, answer -> {
                            message(answer).remove("tool_calls");
                            message(answer).put("content", "<tool_call>{\"name\": \"get_weather\"}</tool_call>");
                        })),
                fail("auto refused", "tool_call_parsed", "a request with tools is refused",
                        fake -> fake.replace("/v1/chat/completions",
                                request -> FakeEndpoint.body(request).has("tools")
                                        ? FakeEndpoint.error(400, "\"auto\" tool choice requires --enable-auto-tool-choice")
                                        : null)),
                fail("arguments cut off", "tool_call_parsed", "the arguments are no JSON object",
                        changed(FaultyEndpointsTest::tools,
                                answer -> function(answer).put("arguments", "{\"city\": \"Os"))),
                fail("city missing", "tool_call_parsed", "lacks the required city",
                        changed(FaultyEndpointsTest::tools, answer -> function(answer).put("arguments", "{}"))),
                fail("in words", "tool_call_parsed", "answered in words: “It is sunny.”",
                        changed(FaultyEndpointsTest::tools, answer -> {
                            message(answer).remove("tool_calls");
                            message(answer).put("content", "It is sunny.");
                        })),
                warn("finish reason stop", "tool_call_parsed", "finish reason stop",
                        changed(FaultyEndpointsTest::tools, answer -> choice(answer).put("finish_reason", "stop"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(Case one) throws Exception {
        try (FakeEndpoint fake = new FakeEndpoint(); ApiClient client = new ApiClient(ExchangeSink.NONE)) {
            one.fault().accept(fake);

            Report report = Battery.standard().run(client, fake.endpoint(), BatteryListener.NONE);

            CheckResult result = BatteryTest.result(report, one.check());
            assertThat(result.evidence()).contains(one.evidence());
            assertThat(result.verdict()).isEqualTo(one.verdict());
            assertThat(result.why() == null).as("a reason where it falls short")
                    .isEqualTo(one.verdict() == Verdict.PASS || one.verdict() == Verdict.NOT_APPLICABLE);
            assertThat(report.isReady()).isEqualTo(report.count(Verdict.FAIL) == 0);
        }
    }

    private static Case fail(String name, String check, String evidence, Consumer<FakeEndpoint> fault) {
        return new Case(name, check, Verdict.FAIL, evidence, fault);
    }

    private static Case warn(String name, String check, String evidence, Consumer<FakeEndpoint> fault) {
        return new Case(name, check, Verdict.WARN, evidence, fault);
    }

    private static Case pass(String name, String check, String evidence, Consumer<FakeEndpoint> fault) {
        return new Case(name, check, Verdict.PASS, evidence, fault);
    }

    private static Case notApplicable(String name, String check, String evidence, Consumer<FakeEndpoint> fault) {
        return new Case(name, check, Verdict.NOT_APPLICABLE, evidence, fault);
    }

    private static boolean plain(JsonNode request) {
        return !request.has("tools");
    }

    private static boolean tools(JsonNode request) {
        return request.has("tools");
    }

    private static boolean logprobs(JsonNode request) {
        return request.has("logprobs") && !request.has("return_token_ids");
    }

    private static boolean ids(JsonNode request) {
        return request.has("return_token_ids");
    }

    private static Consumer<FakeEndpoint> changed(Predicate<JsonNode> request, Consumer<ObjectNode> change) {
        return fake -> fake.change(request, change);
    }

    private static Consumer<FakeEndpoint> stream(String part, String replacement) {
        return fake -> fake.changeStream(text -> text.replace(part, replacement));
    }

    private static void open(FakeEndpoint fake) {
        fake.replace("/v1/models", request -> modelList());
        fake.replace("/v1/chat/completions",
                request -> ("Bearer " + FakeEndpoint.KEY.reveal()).equals(request.getHeaders().get("Authorization"))
                        ? null
                        : FakeEndpoint.json(200, Json.object()));
    }

    /** Whole greedy answers that are never the same twice. */
    private static void unsteady(FakeEndpoint fake) {
        int[] count = new int[1];
        fake.change(request -> plain(request) && !request.has("stream"),
                answer -> message(answer).put("content", "Hello " + count[0]++));
    }

    private static void placeholders(FakeEndpoint fake) {
        fake.change(FaultyEndpointsTest::ids, answer -> choice(answer).remove("token_ids"));
        fake.change(request -> request.has("return_tokens_as_token_ids"), answer -> {
            int id = 100;
            for (JsonNode entry : choice(answer).path("logprobs").path("content")) {
                ((ObjectNode) entry).put("token", "token_id:" + id++);
            }
        });
    }

    private static MockResponse modelList() {
        return FakeEndpoint.json(200, Json.parse("{\"data\": [{\"id\": \"fake-7b\"}]}"));
    }

    private static MockResponse dropped() {
        return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }

    private static MockResponse cutOff() {
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                .body("data: {\"id\": \"1\", \"choices\": []}\n\n" + ": \n".repeat(9000))
                .onResponseBody(new SocketEffect.CloseSocket()).build();
    }

    private static boolean streamed(RecordedRequest request) {
        return FakeEndpoint.body(request).path("stream").asBoolean(false);
    }

    private static ObjectNode choice(ObjectNode answer) {
        return (ObjectNode) answer.path("choices").path(0);
    }

    private static ObjectNode message(ObjectNode answer) {
        return (ObjectNode) choice(answer).path("message");
    }

    private static ObjectNode function(ObjectNode answer) {
        return (ObjectNode) message(answer).path("tool_calls").path(0).path("function");
    }

    private static ObjectNode usage(ObjectNode answer) {
        return (ObjectNode) answer.path("usage");
    }

    private static ObjectNode entry(ObjectNode answer, int index) {
        return (ObjectNode) choice(answer).path("logprobs").path("content").path(index);
    }

    private static ObjectNode top(ObjectNode answer, int index, int place) {
        return (ObjectNode) entry(answer, index).path("top_logprobs").path(place);
    }
}
