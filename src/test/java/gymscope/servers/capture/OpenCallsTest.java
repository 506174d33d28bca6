package gymscope.servers.capture;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.KeptExchanges;
import gymscope.servers.http.EventStream;
import gymscope.servers.http.Guard;
import gymscope.servers.http.HttpListener;
import gymscope.servers.http.Route;
import gymscope.servers.http.Router;
import gymscope.servers.http.Wire;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is seen of a call while it is being answered. */
class OpenCallsTest {

    private final OpenCalls calls = new OpenCalls();
    private final KeptExchanges kept = new KeptExchanges();

    @Test
    void aCallIsSeenFromItsWaitToItsEnd() throws Exception {
        LinkedBlockingQueue<OpenCall> seen = new LinkedBlockingQueue<>();
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch lookedAgain = new CountDownLatch(1);
        Route route = Route.post("/ng-rollout/run-7/v1/chat/completions", call -> {
            call.waits("waiting 2.1 s after 429, attempt 2 of 5");
            seen.addAll(calls.since(Instant.MAX, 10));
            looked.await();
            call.waits(null);
            EventStream stream = call.stream();
            stream.send(ServerSentEvent.of(Json.object().put("n", 1)));
            seen.addAll(calls.since(Instant.MAX, 10));
            lookedAgain.await();
        });
        try (HttpListener listener = HttpListener.open(new HttpListener.Settings("127.0.0.1", 0, new Guard(null)),
                new Router(new CapturedRoutes("policy_model", kept, calls).around(List.of(route))),
                CapturedRoutesTest.Silent.OBSERVER)) {
            Thread client = Thread.ofVirtual().start(() -> ask(listener.port()));

            OpenCall open = seen.poll(30, TimeUnit.SECONDS);
            assertThat(open).isNotNull();
            assertThat(open.from()).isEqualTo("run-7");
            assertThat(open.status()).isZero();
            assertThat(open.waiting()).isEqualTo("waiting 2.1 s after 429, attempt 2 of 5");
            assertThat(open.age(open.at().plusSeconds(3))).isEqualTo(Duration.ofSeconds(3));
            assertThat(calls.since(open.at(), 10)).as("not before it came").isEmpty();

            looked.countDown();
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isSameAs(open);
            assertThat(open.waiting()).isNull();
            assertThat(open.status()).isEqualTo(200);
            assertThat(open.isStreaming()).isTrue();
            assertThat(open.events()).isEqualTo(1);
            assertThat(open.bytes()).isEqualTo("{\"n\":1}".length());

            lookedAgain.countDown();
            assertThat(kept.take()).isNotNull();
            assertThat(calls.since(Instant.MAX, 10)).isEmpty();
            assertThat(client.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    private static void ask(int port) {
        try {
            Wire.exchange(port, "POST", "/ng-rollout/run-7/v1/chat/completions", "Host: localhost\r\n", "{}");
        } catch (java.io.IOException hungUp) {
            throw new java.io.UncheckedIOException(hungUp);
        }
    }
}
