package gymscope.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class ApiClientTest {

    private static final Secret KEY = Secret.of("sk-very-secret-key");

    @RegisterExtension
    final FakeUpstream upstream = new FakeUpstream();

    private final MockWebServer server = upstream.server();
    private final BlockingQueue<Exchange> kept = upstream.kept();
    private final ApiClient client = upstream.client();

    @Test
    void sendsJsonWithTheKeyAndKeepsTheExchangeWithoutIt() throws InterruptedException {
        server.enqueue(json("{\"echo\": \"%s\"}".formatted(KEY.reveal())));

        Exchange exchange = client.newCall(ApiRequest.post(endpoint(), "/chat/completions",
                Json.object().put("model", "m").put("note", KEY.reveal()))).execute();

        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/chat/completions");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY.reveal());
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Host")).isEqualTo("localhost:" + server.getPort());
        assertThat(exchange.succeeded()).isTrue();
        assertThat(exchange.toString()).doesNotContain(KEY.reveal());
        assertThat(exchange.requestHeaders()).containsEntry("Authorization", "Bearer ••••");
        assertThat(exchange.responseBody()).isEqualTo("{\"echo\": \"••••\"}");
        assertThat(kept).containsExactly(exchange);
    }

    @Test
    void aShortKeyIsHiddenInTheHeaderButDoesNotSpoilTheText() {
        server.enqueue(json("{\"n\": 1}"));

        Exchange exchange = client.newCall(ApiRequest.get(endpoint().withKey(Secret.of("1")), "/models")).execute();

        assertThat(exchange.requestHeaders()).containsEntry("Authorization", "Bearer ••••");
        assertThat(exchange.responseBody()).isEqualTo("{\"n\": 1}");
    }

    @Test
    void pathsBesideTheVersionStandAtTheRoot() throws InterruptedException {
        server.enqueue(json("{}"));

        client.newCall(ApiRequest.post(endpoint(), "//tokenize", Json.object())).execute();

        assertThat(server.takeRequest().getTarget()).isEqualTo("/tokenize");
    }

    @Test
    void handsEventsOverAsTheyArriveAndKeepsTheirTimes() throws InterruptedException {
        SynchronousQueue<String> pieces = new SynchronousQueue<>();
        server.enqueue(stream(pieces));
        List<StreamEvent> seen = new ArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> ended.add(client.newCall(ApiRequest.post(endpoint(), "/chat/completions",
                Json.object().put("stream", true))).stream(event -> {
                    seen.add(event);
                    first.countDown();
                    second.countDown();
                })));

        pieces.put("data: {\"a\": \"grü");
        pieces.put("n\"}\n\n");
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        pieces.put("data: {\"b\": 2}\r\n\r\n");
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        pieces.put("data: [DONE]\n\n");
        pieces.put("");

        Exchange exchange = ended.take();
        assertThat(server.takeRequest().getHeaders().get("Accept")).isEqualTo("text/event-stream");
        assertThat(exchange.events()).hasSize(3).isEqualTo(seen);
        assertThat(Objects.requireNonNull(exchange.events().getFirst().json()).get("a").asString()).isEqualTo("grün");
        assertThat(exchange.events()).isSortedAccordingTo((one, other) -> one.arrival().compareTo(other.arrival()));
        assertThat(exchange.timing().firstEvent()).isLessThanOrEqualTo(exchange.events().getFirst().arrival());
        assertThat(exchange.failure()).isNull();
    }

    @Test
    void saysThatNothingAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Exchange exchange = client.newCall(ApiRequest.get(Endpoint.of("127.0.0.1:" + port), "/models")).execute();

        assertThat(exchange.status()).isZero();
        assertThat(exchange.failure())
                .startsWith("Nothing answers at http://127.0.0.1:%d/v1: connection refused.".formatted(port));
        assertThat(kept).containsExactly(exchange);
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        Exchange exchange = client.newCall(ApiRequest.get(Endpoint.of("http://no-such-host.invalid/v1"), "/models")).execute();

        assertThat(exchange.failure()).startsWith("The host name no-such-host.invalid is not known.");
    }

    @Test
    void saysThatTheServerIsSilent() {
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(20));

        Exchange exchange = client.newCall(ApiRequest.get(endpoint(), "/models").withTimeouts(timeouts)).execute();

        assertThat(exchange.failure()).contains("sent nothing for 200 ms");
    }

    @Test
    void saysThatTheAnswerTookTooLongThoughItTrickles() {
        server.enqueue(
                json("{\"text\": \"%s\"}".formatted("x".repeat(10_000))).newBuilder().throttleBody(10, 50, TimeUnit.MILLISECONDS)
                        .build());

        Exchange exchange = client.newCall(ApiRequest.get(endpoint(), "/models").within(Duration.ofMillis(400))).execute();

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.failure()).contains("was not whole within 400 ms");
        assertThat(exchange.responseBody()).startsWith("{\"text\"");
    }

    @Test
    void keepsWhatCameBeforeTheConnectionEnded() {
        server.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                .body("data: {\"n\": 1}\n\n" + ": x\n".repeat(5000))
                .onResponseBody(new SocketEffect.CloseSocket()).build());

        Exchange exchange = client.newCall(ApiRequest.get(endpoint(), "/stream")).execute();

        assertThat(exchange.failure()).contains("ended before the answer was whole");
        assertThat(exchange.events()).hasSize(1);
    }

    @Test
    void saysThatTheConnectionWasClosedWithoutAnAnswer() {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

        Exchange exchange = client.newCall(ApiRequest.get(endpoint(), "/models")).execute();

        assertThat(exchange.failure()).contains("closed the connection without an answer");
    }

    @Test
    void saysThatItIsNotHttp() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var accepted = socket.accept()) {
                    accepted.getInputStream().read();
                    accepted.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException problem) {
                    throw new java.io.UncheckedIOException(problem);
                }
            });

            Exchange exchange = client.newCall(ApiRequest.get(Endpoint.of("127.0.0.1:" + socket.getLocalPort()), "/models"))
                    .execute();

            assertThat(exchange.failure()).contains("does not speak HTTP");
        }
    }

    @Test
    void cancelEndsAStreamFromAnotherThread() throws InterruptedException {
        SynchronousQueue<String> pieces = new SynchronousQueue<>();
        server.enqueue(stream(pieces));
        CountDownLatch first = new CountDownLatch(1);
        BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
        Call call = client.newCall(ApiRequest.post(endpoint(), "/chat/completions", Json.object().put("stream", true)));
        Thread.ofVirtual().start(() -> ended.add(call.stream(event -> first.countDown())));
        pieces.put("data: {}\n\n");
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();

        call.cancel();

        Exchange exchange = ended.take();
        assertThat(exchange.failure()).startsWith("The request was cancelled.");
        assertThat(exchange.events()).hasSize(1);
        pieces.offer("", 1, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptEndsACallOnAVirtualThread() throws InterruptedException {
        SynchronousQueue<String> pieces = new SynchronousQueue<>();
        server.enqueue(stream(pieces));
        CountDownLatch first = new CountDownLatch(1);
        BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
        Thread thread = Thread.ofVirtual().start(() -> ended.add(client.newCall(ApiRequest.post(endpoint(), "/chat/completions",
                Json.object().put("stream", true))).stream(event -> first.countDown())));
        pieces.put("data: {}\n\n");
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();

        assertThat(ended.take().failure()).startsWith("The request was cancelled.");
        pieces.offer("", 1, TimeUnit.SECONDS);
    }

    @Test
    void aListenerThatThrowsEndsTheCall() {
        server.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream").body("data: {}\n\ndata: {}\n\n")
                .build());
        Call call = client.newCall(ApiRequest.get(endpoint(), "/stream"));

        assertThatThrownBy(() -> call.stream(event -> {
            throw new IllegalArgumentException("enough");
        })).hasMessage("enough");
        assertThat(kept).hasSize(1);
    }

    @Test
    void aRawAnswerPassesBytesOnAtOnceAndIsKeptAtItsEnd() throws Exception {
        SynchronousQueue<String> pieces = new SynchronousQueue<>();
        server.enqueue(stream(pieces));
        BlockingQueue<RawAnswer> opened = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> opened.add(client.newCall(ApiRequest.get(endpoint(), "/stream")).open()));
        pieces.put("data: {\"a\": 1}\n\n");
        try (RawAnswer answer = opened.take(); InputStream body = answer.body()) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("content-type", List.of("text/event-stream"));
            assertThat(new String(body.readNBytes(15), StandardCharsets.UTF_8)).isEqualTo("data: {\"a\": 1}\n");
            assertThat(kept).isEmpty();
            pieces.put("data: [DONE]\n\n");
            pieces.put("");
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("\ndata: [DONE]\n\n");
        }
        Exchange exchange = kept.take();
        assertThat(exchange.events()).hasSize(2);
        assertThat(exchange.failure()).isNull();
    }

    @Test
    void aRawAnswerThatIsClosedEarlyCancelsTheCall() throws Exception {
        SynchronousQueue<String> pieces = new SynchronousQueue<>();
        server.enqueue(stream(pieces));
        BlockingQueue<RawAnswer> opened = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> opened.add(client.newCall(ApiRequest.get(endpoint(), "/stream")).open()));
        pieces.put("data: {}\n\n");

        opened.take().close();

        assertThat(kept.take().failure()).startsWith("The request was cancelled.");
        pieces.offer("", 1, TimeUnit.SECONDS);
    }

    @Test
    void openSaysInWordsThatThereIsNoAnswer() {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

        assertThatThrownBy(() -> client.newCall(ApiRequest.get(endpoint(), "/models")).open()).isInstanceOf(NoAnswer.class)
                .hasMessageContaining("closed the connection without an answer.");
    }

    @Test
    void repeatsOnlyWhereAskedAndKeepsEachAttempt() {
        server.enqueue(new MockResponse.Builder().code(503).body("busy").build());
        server.enqueue(new MockResponse.Builder().code(429).body("slow down").build());
        server.enqueue(json("{}"));
        ApiRequest request = ApiRequest.get(endpoint(), "/models");

        Exchange once = client.newCall(request).execute();
        Exchange repeated = client
                .newCall(request
                        .withRetry(new Retry.BackOff(4, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(1))))
                .execute();

        assertThat(once.status()).isEqualTo(503);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(kept).extracting(Exchange::status).containsExactly(503, 429, 200);
    }

    @Test
    void aUsedUpQuotaIsNotRepeated() {
        server.enqueue(new MockResponse.Builder().code(429)
                .body("{\"error\": {\"message\": \"x\", \"code\": \"insufficient_quota\"}}").build());

        Exchange exchange = client.newCall(ApiRequest.get(endpoint(), "/models").withRetry(Retry.of(3))).execute();

        assertThat(exchange.status()).isEqualTo(429);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRedirectIsShownNotFollowed() {
        server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/elsewhere").build());

        assertThat(client.newCall(ApiRequest.get(endpoint(), "/models")).execute().status()).isEqualTo(307);
    }

    private Endpoint endpoint() {
        return new Endpoint("fake", URI.create("http://localhost:%d/v1".formatted(server.getPort())), KEY, null);
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().addHeader("Content-Type", "application/json").body(body).build();
    }

    /** An event stream whose pieces the test hands over one by one; an empty piece ends it. */
    private static MockResponse stream(BlockingQueue<String> pieces) {
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream").addHeader("Transfer-Encoding", "chunked")
                .body(new MockResponseBody() {
                    @Override
                    public long getContentLength() {
                        return -1;
                    }

                    @Override
                    public void writeTo(BufferedSink sink) throws IOException {
                        try {
                            for (String piece = pieces.take(); !piece.isEmpty(); piece = pieces.take()) {
                                byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
                                sink.writeHexadecimalUnsignedLong(bytes.length).writeUtf8("\r\n").write(bytes).writeUtf8("\r\n")
                                        .flush();
                            }
                            sink.writeUtf8("0\r\n\r\n").flush();
                        } catch (InterruptedException interrupted) {
                            throw new IOException(interrupted);
                        }
                    }
                }).build();
    }
}
