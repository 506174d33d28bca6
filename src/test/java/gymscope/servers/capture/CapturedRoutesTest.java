package gymscope.servers.capture;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.KeptExchanges;
import gymscope.servers.http.CallObserver;
import gymscope.servers.http.Guard;
import gymscope.servers.http.HttpError;
import gymscope.servers.http.HttpListener;
import gymscope.servers.http.Route;
import gymscope.servers.http.Router;
import gymscope.servers.http.Wire;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapturedRoutesTest {

    private static final String HEADERS = "Host: localhost\r\nUser-Agent: curl/8.5\r\n";

    private final KeptExchanges kept = new KeptExchanges();
    private final OpenCalls calls = new OpenCalls();
    private @Nullable HttpListener listener;

    @AfterEach
    void close() {
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void aDocumentIsKeptWithWhatWasAsked() throws Exception {
        String answer = ask(call -> {
            call.warn("seed is not carried over.");
            call.respond(201, Json.object().put("said", call.json().path("say").asString()));
        }, "{\"say\":\"Zürich\"}");

        Exchange exchange = kept.take().toExchange();
        assertThat(answer).startsWith("HTTP/1.1 201").endsWith("{\"said\":\"Zürich\"}");
        assertThat(exchange.requestBody()).isEqualTo("{\"say\":\"Zürich\"}");
        assertThat(exchange.responseBody()).isEqualTo("{\"said\":\"Zürich\"}");
        assertThat(exchange.status()).isEqualTo(201);
        assertThat(exchange.endpoint()).isEqualTo("policy_model");
        assertThat(exchange.url()).isEqualTo("http://localhost/v1/chat/completions");
        assertThat(exchange.requestHeaders()).containsValue("curl/8.5");
        assertThat(exchange.failure()).isNull();
    }

    @Test
    void eventsAreKeptWithTheirTimes() throws Exception {
        ask(call -> {
            var events = call.stream();
            events.send(ServerSentEvent.of(Json.object().put("n", 1)));
            events.send(ServerSentEvent.done());
        }, "{}");

        Exchange exchange = kept.take().toExchange();
        assertThat(exchange.events()).extracting(StreamEvent::event).extracting(ServerSentEvent::data).containsExactly(
                "{\"n\":1}",
                "[DONE]");
        assertThat(exchange.responseBody()).isEqualTo("data: {\"n\":1}\n\ndata: [DONE]\n\n");
        assertThat(exchange.timing().firstEvent()).isPositive();
    }

    @Test
    void bytesThatAreHandedOnAreKeptAsTheyWere() throws Exception {
        byte[] first = "data: {\"a\":\"ü\"}\n\ndata: ".getBytes(StandardCharsets.UTF_8);
        byte[] second = "{\"b\":2}\n\n".getBytes(StandardCharsets.UTF_8);
        ask(call -> {
            OutputStream out = call.respondRaw(200, Map.of("content-type", List.of("text/event-stream")), -1);
            out.write(first);
            out.flush();
            out.write(second, 0, second.length);
            out.flush();
        }, "{}");

        Exchange exchange = kept.take().toExchange();
        assertThat(exchange.events()).hasSize(2);
        assertThat(exchange.events().get(0).arrival()).isLessThanOrEqualTo(exchange.events().get(1).arrival());
        assertThat(exchange.responseBody()).isEqualTo("data: {\"a\":\"ü\"}\n\ndata: {\"b\":2}\n\n");
    }

    @Test
    void refusalsAreKeptAsTheCallerGotThem() throws Exception {
        String answer = ask(call -> {
            throw HttpError.badRequest("messages is missing.", "messages");
        }, "{}");

        Exchange exchange = kept.take().toExchange();
        assertThat(exchange.status()).isEqualTo(400);
        assertThat(answer).endsWith(exchange.responseBody());
    }

    @Test
    void anAnswerThatBreaksOffSaysWhy() throws Exception {
        ask(call -> {
            call.respondRaw(200, Map.of(), -1).write("half".getBytes(StandardCharsets.UTF_8));
            throw HttpError.badGateway("The upstream broke off.");
        }, "{}");

        Exchange exchange = kept.take().toExchange();
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.responseBody()).isEqualTo("half");
        assertThat(exchange.failure()).isEqualTo("The upstream broke off.");
        assertThat(exchange.succeeded()).isFalse();
    }

    @Test
    void nothingIsKeptWhileTheSinkIsClosed() throws Exception {
        kept.open(false);
        ask(call -> call.respond(200, Json.object()), "{}");
        kept.open(true);
        Wire.exchange(Objects.requireNonNull(listener).port(), "POST", "/v1/chat/completions", HEADERS, "{\"second\":1}");

        assertThat(kept.take().toExchange().requestBody()).isEqualTo("{\"second\":1}");
    }

    private String ask(Route.Handler handler, String body) throws IOException {
        List<Route> routes = new CapturedRoutes("policy_model", kept, calls)
                .around(List.of(Route.post("/v1/chat/completions", handler)));
        listener = HttpListener.open(new HttpListener.Settings("127.0.0.1", 0, new Guard(null)), new Router(routes),
                Silent.OBSERVER);
        return Wire.exchange(listener.port(), "POST", "/v1/chat/completions", HEADERS, body);
    }

    static final class Silent implements CallObserver {

        static final Silent OBSERVER = new Silent();

        @Override
        public void started() {
            // Not counted here.
        }

        @Override
        public void generated(long tokens) {
            // Not counted here.
        }

        @Override
        public void finished(Finished call) {
            // Not counted here.
        }
    }
}
