package gymscope.client;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams that are opened on virtual threads, where the head of the answer is awaited on a thread of its own. */
@Timeout(30)
class OpenStreamTest {

    private static final String EVENTS = "data: {\"choices\": []}\n\ndata: [DONE]\n\n";

    @RegisterExtension
    final FakeUpstream upstream = new FakeUpstream();

    private final MockWebServer server = upstream.server();
    private final BlockingQueue<Exchange> kept = upstream.kept();
    private final ApiClient client = upstream.client();

    @Test
    void handsTheEventsOn() throws Exception {
        server.enqueue(new MockResponse.Builder().code(200).addHeader("Content-Type", "text/event-stream").body(EVENTS).build());

        String read = onVirtualThread(() -> {
            try (RawAnswer answer = client.newCall(stream(server.getPort())).open()) {
                return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            }
        });

        assertThat(read).isEqualTo(EVENTS);
    }

    @Test
    void saysWhyNoAnswerCame() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        NoAnswer none = onVirtualThread(() -> refused(client.newCall(stream(closed))));

        assertThat(none.sentence()).contains("connection refused");
        assertThat(Objects.requireNonNull(kept.poll(10, TimeUnit.SECONDS)).failure()).isNotNull();
    }

    @Test
    void isCancelledWhenItsThreadIsInterrupted() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        FutureTask<NoAnswer> asked = new FutureTask<>(() -> {
            NoAnswer none = refused(client.newCall(stream(server.getPort())));
            interrupted.add(Thread.currentThread().isInterrupted());
            return none;
        });
        Thread thread = Thread.ofVirtual().start(asked);
        server.takeRequest();

        thread.interrupt();

        assertThat(asked.get().sentence()).contains("cancelled");
        assertThat(interrupted.take()).isTrue();
    }

    private static NoAnswer refused(Call call) {
        try (RawAnswer answer = call.open()) {
            throw new AssertionError("an answer came: " + answer.status());
        } catch (NoAnswer none) {
            return none;
        }
    }

    private static <T> T onVirtualThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task.get();
    }

    private static ApiRequest stream(int port) {
        Endpoint endpoint = new Endpoint("test", URI.create("http://127.0.0.1:%d/v1".formatted(port)), null, "m");
        return ApiRequest.post(endpoint, "/chat/completions", Json.object().put("model", "m").put("stream", true));
    }
}
