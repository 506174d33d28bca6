package gymscope.ui.verify;

import gymscope.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An endpoint that answers chats without log probabilities: reachable, but not ready for training. */
final class FakeEndpoint implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final CountDownLatch gate;

    private FakeEndpoint(CountDownLatch gate) {
        this.gate = gate;
    }

    /** One that answers at once. */
    static FakeEndpoint start() {
        return start(new CountDownLatch(0));
    }

    /** One that answers chats only once the gate is open. */
    static FakeEndpoint start(CountDownLatch gate) {
        FakeEndpoint endpoint = new FakeEndpoint(gate);
        endpoint.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return endpoint.answer(request);
            }
        });
        try {
            endpoint.server.start();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
        return endpoint;
    }

    URI baseUrl() {
        return URI.create(server.url("/v1").toString());
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/models")) {
            return json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"small-chat\",\"object\":\"model\"}]}");
        }
        if (!path.endsWith("/chat/completions")) {
            return json(404, "{\"error\":{\"message\":\"There is no such path.\"}}");
        }
        gate.await();
        JsonNode body = Json.parse(Objects.requireNonNull(request.getBody()).utf8());
        return body.path("stream").asBoolean(false) ? stream() : chat();
    }

    private static MockResponse chat() {
        return json(200, """
                {"id":"chatcmpl-1","object":"chat.completion","model":"small-chat","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":"Hello there."}}],
                "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}""");
    }

    private static MockResponse stream() {
        StringBuilder events = new StringBuilder();
        events.append(chunk("{\"role\":\"assistant\",\"content\":\"\"}", null));
        events.append(chunk("{\"content\":\"Hello\"}", null)).append(chunk("{\"content\":\" there.\"}", null));
        events.append(chunk("{}", "stop")).append("data: [DONE]\n\n");
        return new MockResponse.Builder().code(200).setHeader("Content-Type", "text/event-stream").body(events.toString())
                .build();
    }

    private static String chunk(String delta, @Nullable String finish) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"model\":\"small-chat\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
                .formatted(delta, finish == null ? "null" : "\"" + finish + "\"");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(body).build();
    }

    @Override
    public void close() {
        gate.countDown();
        server.close();
    }
}
