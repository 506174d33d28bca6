package gymscope.verification;

import gymscope.client.Endpoint;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An endpoint that answers as vLLM does, over real sockets, and into which a test puts one fault. */
public final class FakeEndpoint implements AutoCloseable {

    public static final Secret KEY = Secret.of("sk-fake-endpoint-key");
    public static final String MODEL = "fake-7b";

    private static final List<byte[]> TOKENS = List.of(utf8("Hello"), utf8("!"), new byte[]{' ', (byte) 0xF0, (byte) 0x9F},
            new byte[]{(byte) 0x99, (byte) 0x82}, utf8("<|im_end|>"));
    private static final String CONTENT = "Hello! 🙂";
    private static final int PROMPT = 11;

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Function<RecordedRequest, MockResponse>> replaced = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private UnaryOperator<String> streamChange = text -> text;

    private record Change(Predicate<JsonNode> request, Consumer<ObjectNode> answer) {}

    public FakeEndpoint() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.setServerSocketFactory(new PromptSockets());
        server.start();
    }

    public Endpoint endpoint() {
        return new Endpoint("fake", URI.create("http://localhost:%d/v1".formatted(server.getPort())), KEY, null);
    }

    /** Answers a path in another way; null falls back to the healthy one. */
    public FakeEndpoint replace(String path, Function<RecordedRequest, MockResponse> answer) {
        replaced.put(path, answer);
        return this;
    }

    /** Changes chat answers to requests of this kind, whole and streamed. */
    public FakeEndpoint change(Predicate<JsonNode> request, Consumer<ObjectNode> answer) {
        changes.add(new Change(request, answer));
        return this;
    }

    /** Changes the text of streams. */
    public FakeEndpoint changeStream(UnaryOperator<String> change) {
        streamChange = change;
        return this;
    }

    public int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }

    public static MockResponse json(int status, JsonNode body) {
        return new MockResponse.Builder().code(status).addHeader("Content-Type", "application/json").body(Json.write(body))
                .build();
    }

    public static MockResponse error(int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message).put("type", "invalid_request_error").put("code", status);
        return json(status, body);
    }

    public static JsonNode body(RecordedRequest request) {
        return Json.parse(request.getBody() == null ? "" : request.getBody().utf8());
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getTarget();
        Function<RecordedRequest, MockResponse> other = replaced.get(path);
        MockResponse replacement = other == null ? null : other.apply(request);
        if (replacement != null) {
            return replacement;
        }
        if (path.startsWith("/v1") && !("Bearer " + KEY.reveal()).equals(request.getHeaders().get("Authorization"))) {
            return json(401, Json.object().put("error", "Unauthorized"));
        }
        return switch (path) {
            case "/v1/models" -> models();
            case "/v1/chat/completions" -> chat(body(request));
            case "/v1/responses" -> responses();
            case "/tokenize" -> tokenize(body(request));
            case "/detokenize" -> detokenize(body(request));
            default -> error(404, "Not Found");
        };
    }

    private static MockResponse models() {
        ObjectNode body = Json.object().put("object", "list");
        body.putArray("data").addObject().put("id", MODEL).put("object", "model").put("max_model_len", 4096);
        return json(200, body);
    }

    private MockResponse chat(JsonNode request) {
        ObjectNode answer = request.has("tools") ? toolAnswer() : greeting(request);
        changes.stream().filter(change -> change.request().test(request)).forEach(change -> change.answer().accept(answer));
        if (!request.path("stream").asBoolean(false)) {
            return json(200, answer);
        }
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream").body(streamChange.apply(stream(answer)))
                .build();
    }

    private static ObjectNode greeting(JsonNode request) {
        ObjectNode answer = envelope(TOKENS.size());
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", CONTENT);
        choice.put("finish_reason", "stop");
        if (request.path("logprobs").asBoolean(false)) {
            ArrayNode entries = choice.putObject("logprobs").putArray("content");
            TOKENS.forEach(token -> entry(entries.addObject(), token, request.path("top_logprobs").asInt(0)));
        }
        if (request.path("return_token_ids").asBoolean(false)) {
            ids(choice.putArray("token_ids"), TOKENS.size());
            ids(answer.putArray("prompt_token_ids"), PROMPT);
        }
        return answer;
    }

    private static void entry(ObjectNode entry, byte[] token, int top) {
        describe(entry, token, -0.1);
        ArrayNode alternatives = entry.putArray("top_logprobs");
        for (int i = 0; i < top; i++) {
            describe(alternatives.addObject(), i == 0 ? token : utf8("other" + i), i == 0 ? -0.1 : -3.0 - i);
        }
    }

    private static void describe(ObjectNode entry, byte[] token, double logprob) {
        entry.put("token", new String(token, StandardCharsets.UTF_8)).put("logprob", logprob);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte value : token) {
            bytes.add(value & 0xFF);
        }
    }

    private static ObjectNode toolAnswer() {
        ObjectNode answer = envelope(22);
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant").putNull("content");
        message.putArray("tool_calls").addObject().put("id", "call_1").put("type", "function").putObject("function")
                .put("name", "get_weather").put("arguments", "{\"city\": \"Oslo\"}");
        choice.put("finish_reason", "tool_calls");
        return answer;
    }

    private static ObjectNode envelope(int completion) {
        ObjectNode answer = Json.object().put("id", "chatcmpl-1").put("object", "chat.completion").put("model", MODEL);
        answer.putObject("usage").put("prompt_tokens", PROMPT).put("completion_tokens", completion)
                .put("total_tokens", PROMPT + completion);
        return answer;
    }

    /** The answer in chunks as vLLM sends them: role, one a word, finish reason, usage. */
    private static String stream(ObjectNode answer) {
        StringBuilder text = new StringBuilder();
        JsonNode choice = answer.path("choices").path(0);
        String content = choice.path("message").path("content").asString("");
        event(text, chunk(delta("role", "assistant")));
        for (String piece : content.split("(?<=!)", -1)) {
            event(text, chunk(delta("content", piece)));
        }
        ObjectNode last = delta("content", "");
        last.set("finish_reason", choice.path("finish_reason"));
        event(text, chunk(last));
        ObjectNode usage = chunk(null);
        usage.set("usage", answer.path("usage"));
        event(text, usage);
        return text.append("data: [DONE]\n\n").toString();
    }

    private static ObjectNode delta(String member, String value) {
        ObjectNode choice = Json.object().put("index", 0);
        choice.putObject("delta").put(member, value);
        return choice.putNull("finish_reason");
    }

    private static ObjectNode chunk(@Nullable ObjectNode choice) {
        ObjectNode chunk = Json.object().put("id", "chatcmpl-1").put("object", "chat.completion.chunk").put("model", MODEL);
        ArrayNode choices = chunk.putArray("choices");
        if (choice != null) {
            choices.add(choice);
        }
        return chunk;
    }

    private static void event(StringBuilder text, JsonNode chunk) {
        text.append("data: ").append(Json.write(chunk)).append("\n\n");
    }

    private static MockResponse responses() {
        return json(200, Json
                .parse("""
                        {"id": "resp_1", "object": "response", "status": "completed", "output": [
                          {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hello!", "annotations": []}]}],
                         "usage": {"input_tokens": 11, "output_tokens": 5, "total_tokens": 16}}"""));
    }

    private static MockResponse tokenize(JsonNode request) {
        byte[] bytes = utf8(request.path("prompt").asString());
        ObjectNode body = Json.object().put("count", bytes.length).put("max_model_len", 4096);
        ArrayNode tokens = body.putArray("tokens");
        for (byte value : bytes) {
            tokens.add(value & 0xFF);
        }
        return json(200, body);
    }

    private static MockResponse detokenize(JsonNode request) {
        List<JsonNode> tokens = Json.elements(request, "tokens");
        byte[] bytes = new byte[tokens.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) tokens.get(i).asInt();
        }
        return json(200, Json.object().put("prompt", new String(bytes, StandardCharsets.UTF_8)));
    }

    private static void ids(ArrayNode ids, int count) {
        for (int i = 0; i < count; i++) {
            ids.add(100 + i);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sockets that send at once; without that each answer waits 40 ms for the client's acknowledgement. */
    private static final class PromptSockets extends ServerSocketFactory {

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            throw new IOException("not used");
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            throw new IOException("not used");
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            throw new IOException("not used");
        }
    }
}
