package gymscope.client;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class RetryTest {

    private static final Retry QUICK = new Retry.BackOff(4, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20));
    private static final Retry STEADY = new Retry.Steady(Duration.ofMillis(1), 3);

    @RegisterExtension
    final FakeUpstream upstream = new FakeUpstream();

    private final MockWebServer server = upstream.server();
    private final BlockingQueue<Exchange> kept = upstream.kept();
    private final ApiClient client = upstream.client();
    private final BlockingQueue<String> waits = new LinkedBlockingQueue<>();

    @Test
    void passingFaultsAreRepeatedAndToldWhileItWaits() {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        server.enqueue(status(503));
        server.enqueue(status(500));
        server.enqueue(status(200));

        Exchange exchange = client.newCall(request(QUICK)).execute();

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(kept).extracting(Exchange::status).containsExactly(0, 503, 500, 200);
        assertThat(waits).containsExactly("waiting 0.0 s after no answer, attempt 2 of 4", "goes on",
                "waiting 0.0 s after 503, attempt 3 of 4", "goes on", "waiting 0.0 s after 500, attempt 4 of 4", "goes on");
    }

    @Test
    void permanentFaultsAreNotRepeated() {
        for (int status : List.of(400, 401, 403, 404, 422, 501)) {
            server.enqueue(status(status));
            assertThat(client.newCall(request(QUICK)).execute().status()).isEqualTo(status);
        }
        assertThat(kept).hasSize(6);
    }

    @Test
    void theLastAnswerIsTheAnswerWithItsBody() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(status(429));
        }

        Exchange exchange = client.newCall(request(QUICK)).execute();

        assertThat(exchange.status()).isEqualTo(429);
        assertThat(exchange.responseBody()).isEqualTo("answer 429");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void anAskedPauseThatDoesNotFitTheBudgetEndsTheAttempts() {
        server.enqueue(status(429).newBuilder().addHeader("Retry-After", "21").build());

        assertThat(client.newCall(request(QUICK)).execute().status()).isEqualTo(429);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void anAskedPauseIsKept() {
        server.enqueue(status(429).newBuilder().addHeader("Retry-After", "1").build());
        server.enqueue(status(200));
        long started = System.nanoTime();

        assertThat(client.newCall(request(QUICK)).execute().status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(waits.peek()).startsWith("waiting 1.0 s after 429, attempt 2 of 4");
    }

    @Test
    void aCallThatWaitsCanBeCancelled() throws InterruptedException {
        server.enqueue(status(429).newBuilder().addHeader("Retry-After", "15").build());
        Call call = client.newCall(request(QUICK));
        BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> ended.add(call.execute()));
        assertThat(waits.take()).contains("after 429");

        call.cancel();

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void nemoGymCountsOnlyInternalServerErrors() {
        for (int status : new int[]{429, 500, 502, 503, 504, 520, 500, 500, 200}) {
            server.enqueue(status(status));
        }

        assertThat(client.newCall(request(STEADY)).execute().status()).isEqualTo(500);
        assertThat(server.getRequestCount()).isEqualTo(8);
        assertThat(waits.peek()).isEqualTo("waiting 0.0 s after 429, attempt 2");
    }

    @Test
    void nemoGymAsksAgainAfterADroppedConnectionButNotAfterACutOffAnswer() {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        server.enqueue(status(200).newBuilder().body("x".repeat(100_000)).onResponseBody(new SocketEffect.CloseSocket()).build());

        Exchange exchange = client.newCall(request(STEADY)).execute();

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.failure()).contains("ended before the answer was whole");
        assertThat(kept).hasSize(2);
    }

    @Test
    void callsBeyondTheLimitWaitForTheirTurnInOrder() throws Exception {
        CallLimits limits = new CallLimits(1, null, null);
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        server.enqueue(status(201));
        Call first = client.newCall(request(Retry.NEVER).withLimits(limits));
        Call second = client.newCall(request(Retry.NEVER).withLimits(limits));
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            first.execute();
            over.countDown();
        });
        server.takeRequest();
        BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> ended.add(second.execute()));
        assertThat(waits.take()).isEqualTo("waiting for a free place");
        assertThat(server.getRequestCount()).isEqualTo(1);

        first.cancel();

        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.take().status()).isEqualTo(201);
    }

    @Test
    void aCallThatWaitsForAPlaceCanBeCancelled() throws Exception {
        CallLimits limits = new CallLimits(1, null, null);
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        Call first = client.newCall(request(Retry.NEVER).withLimits(limits));
        Thread.ofVirtual().start(first::execute);
        server.takeRequest();
        Call second = client.newCall(request(Retry.NEVER).withLimits(limits));
        BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> ended.add(second.execute()));
        assertThat(waits.take()).isEqualTo("waiting for a free place");

        second.cancel();

        assertThat(ended.take().failure()).startsWith("The request was cancelled.");
        first.cancel();
    }

    @Test
    void theThirdRequestOfAMinuteWaits() throws Exception {
        CallLimits limits = new CallLimits(null, 2, null);
        for (int i = 0; i < 3; i++) {
            server.enqueue(status(200));
        }
        client.newCall(request(Retry.NEVER).withLimits(limits)).execute();
        client.newCall(request(Retry.NEVER).withLimits(limits)).execute();
        Call third = client.newCall(request(Retry.NEVER).withLimits(limits));
        Thread.ofVirtual().start(third::execute);

        assertThat(waits.take()).matches("waiting (5[0-9]|60)\\.[0-9] s for the limit of 2 requests a minute");
        assertThat(server.getRequestCount()).isEqualTo(2);
        third.cancel();
    }

    @Test
    void tokensAreCountedFromTheAnswers() throws Exception {
        CallLimits limits = new CallLimits(null, null, 100);
        server.enqueue(status(200).newBuilder().body("{\"usage\": {\"total_tokens\": 99}}").build());
        server.enqueue(status(200).newBuilder().body("{\"usage\": {\"total_tokens\" : 1}}").build());
        client.newCall(request(Retry.NEVER).withLimits(limits)).execute();
        client.newCall(request(Retry.NEVER).withLimits(limits)).execute();
        assertThat(waits).isEmpty();
        Call third = client.newCall(request(Retry.NEVER).withLimits(limits));
        Thread.ofVirtual().start(third::execute);

        assertThat(waits.take()).contains("for the limit of 100 tokens a minute");
        third.cancel();
    }

    private ApiRequest request(Retry retry) {
        Endpoint endpoint = new Endpoint("fake", URI.create("http://localhost:%d/v1".formatted(server.getPort())), null, null);
        return ApiRequest.get(endpoint, "/models").withRetry(retry).watchedBy(new CallWatch() {

            @Override
            public void waiting(Waiting waiting) {
                waits.add(waiting.text());
            }

            @Override
            public void goesOn() {
                if (!retry.equals(Retry.NEVER)) {
                    waits.add("goes on");
                }
            }
        });
    }

    private static MockResponse status(int status) {
        return new MockResponse.Builder().code(status).body("answer " + status).build();
    }
}
