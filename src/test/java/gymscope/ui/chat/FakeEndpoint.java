package gymscope.ui.chat;

import gymscope.client.Endpoint;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A server that answers Chat Completions as a test tells it, and remembers what it was asked. */
final class FakeEndpoint implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    FakeEndpoint(Function<JsonNode, MockResponse> answer) throws IOException {
        this("", answer);
    }

    /** @param owner who owns the model as its list says, empty when it does not */
    FakeEndpoint(String owner, Function<JsonNode, MockResponse> answer) throws IOException {
        ObjectNode models = Json.object().put("object", "list");
        ObjectNode card = models.putArray("data").addObject().put("id", "m");
        if (!owner.isEmpty()) {
            card.put("owned_by", owner);
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getUrl().encodedPath().endsWith("/models")) {
                    return new MockResponse.Builder().code(200).addHeader("content-type", "application/json")
                            .body(Json.write(models)).build();
                }
                JsonNode body = Json.parse(request.getBody() == null ? "{}" : request.getBody().utf8());
                requests.add(body);
                return answer.apply(body);
            }
        });
        server.start();
    }

    Endpoint endpoint() {
        return Endpoint.of("127.0.0.1:" + server.getPort()).withName("fake").withModel("m");
    }

    /** The bodies of the requests that came, in order. */
    List<JsonNode> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }

    /** A stream of these chunks. */
    static MockResponse stream(List<ObjectNode> chunks) {
        StringBuilder body = new StringBuilder();
        chunks.forEach(chunk -> body.append(ServerSentEvent.of(chunk).encode()));
        body.append(ServerSentEvent.done().encode());
        return new MockResponse.Builder().code(200).addHeader("content-type", "text/event-stream").body(body.toString()).build();
    }

    /** The same, but each 200 bytes take a second: time to stop it. */
    static MockResponse slow(List<ObjectNode> chunks) {
        return stream(chunks).newBuilder().throttleBody(200, 1, TimeUnit.SECONDS).build();
    }

    /** An answer in OpenAI's form of an error. */
    static MockResponse error(int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message).put("type", "invalid_request_error");
        return new MockResponse.Builder().code(status).addHeader("content-type", "application/json").body(Json.write(body))
                .build();
    }

    /** A chunk that says a token, with its probability and alternatives where asked. */
    static ObjectNode said(String member, String token, double logprob, int alternatives) {
        ObjectNode choice = choice();
        choice.putObject("delta").put(member, token);
        logprobs(choice, token, logprob, alternatives);
        return chunk(choice);
    }

    static ObjectNode choice() {
        return Json.object().put("index", 0);
    }

    static ObjectNode chunk(ObjectNode choice) {
        ObjectNode chunk = Json.object().put("object", "chat.completion.chunk").put("model", "m");
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    static void logprobs(ObjectNode choice, String token, double logprob, int alternatives) {
        ObjectNode entry = choice.putObject("logprobs").putArray("content").addObject().put("token", token).put("logprob",
                logprob);
        ArrayNode top = entry.putArray("top_logprobs");
        for (int i = 0; i < alternatives; i++) {
            top.addObject().put("token", i == 0 ? token : "x" + i).put("logprob", i == 0 ? logprob : logprob - 1 - i);
        }
    }

    /** A chunk that ends the answer and tells the usage. */
    static List<ObjectNode> end(String reason, int tokens) {
        ObjectNode choice = choice().put("finish_reason", reason);
        choice.putObject("delta");
        ObjectNode last = Json.object().put("object", "chat.completion.chunk");
        last.putArray("choices");
        last.putObject("usage").put("prompt_tokens", 9).put("completion_tokens", tokens).put("total_tokens", 9 + tokens);
        return List.of(chunk(choice), last);
    }

    /** Two thoughts, then "Hello there", each token with five alternatives. */
    static List<ObjectNode> hello() {
        List<ObjectNode> chunks = new ArrayList<>();
        chunks.add(said("reasoning_content", "Be", -0.1, 5));
        chunks.add(said("reasoning_content", " kind", -0.7, 5));
        chunks.add(said("content", "Hello", -0.2, 5));
        chunks.add(said("content", " there", -1.2, 5));
        chunks.addAll(end("stop", 4));
        return chunks;
    }

    /** A call of get_weather, its tokens as the hermes form has them. */
    static List<ObjectNode> weatherCall() {
        List<ObjectNode> chunks = new ArrayList<>();
        ObjectNode first = choice();
        ObjectNode delta = first.putObject("delta");
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", 0).put("id", "call_7").put("type", "function");
        call.putObject("function").put("name", "get_weather").put("arguments", "");
        ArrayNode entries = first.putObject("logprobs").putArray("content");
        for (String token : List.of("<tool_call>", "{\"name\": \"", "get_weather", "\", \"arguments\": ")) {
            entries.addObject().put("token", token).put("logprob", -0.5).putArray("top_logprobs");
        }
        chunks.add(chunk(first));
        ObjectNode second = choice();
        second.putObject("delta").putArray("tool_calls").addObject().put("index", 0).putObject("function").put("arguments",
                "{\"city\": \"Oslo\"}");
        ArrayNode more = second.putObject("logprobs").putArray("content");
        for (String token : List.of("{\"city\": \"Oslo\"}", "}", "</tool_call>")) {
            more.addObject().put("token", token).put("logprob", -0.5).putArray("top_logprobs");
        }
        chunks.add(chunk(second));
        chunks.addAll(end("tool_calls", 7));
        return chunks;
    }

    /** An answer of Completions in one piece. */
    static MockResponse completion(String text) {
        ObjectNode body = Json.object();
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0).put("text", text).put("finish_reason", "stop");
        ObjectNode logprobs = choice.putObject("logprobs");
        logprobs.putArray("tokens").add(text);
        logprobs.putArray("token_logprobs").add(-0.5);
        logprobs.putArray("top_logprobs").addNull();
        logprobs.putArray("text_offset").add(0);
        return new MockResponse.Builder().code(200).addHeader("content-type", "application/json").body(Json.write(body)).build();
    }

    /** A call that the endpoint found in its raw text, which its tokens tell. */
    static List<ObjectNode> call(String raw, String arguments) {
        ObjectNode choice = choice();
        ObjectNode call = choice.putObject("delta").putArray("tool_calls").addObject().put("index", 0).put("id", "call_1")
                .put("type", "function");
        call.putObject("function").put("name", "get_weather").put("arguments", arguments);
        ArrayNode entries = choice.putObject("logprobs").putArray("content");
        for (String token : raw.split("(?<=>)", -1)) {
            entries.addObject().put("token", token).put("logprob", -0.5).putArray("top_logprobs");
        }
        List<ObjectNode> chunks = new ArrayList<>(List.of(chunk(choice)));
        chunks.addAll(end("tool_calls", 5));
        return chunks;
    }
}
