package gymscope.client.continuation;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Call;
import gymscope.client.Endpoint;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that a continuation makes, one after the other, and the pieces that they bring. {@link #stop} from any thread. */
final class Steps {

    /** How long an answer to a question about tokens is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<Integer> CLOSED = Set.of(400, 404, 405, 415, 422, 501);

    private final ApiClient client;
    private final Endpoint endpoint;
    private final Continuation.Listener listener;
    private final List<Exchange> exchanges = new ArrayList<>();
    private @Nullable Call running;
    private boolean stopped;

    Steps(ApiClient client, Endpoint endpoint, Continuation.Listener listener) {
        this.client = client;
        this.endpoint = endpoint;
        this.listener = listener;
    }

    /** Every exchange that brought a part of the answer, in order. */
    List<Exchange> exchanges() {
        return exchanges;
    }

    @Nullable
    String model() {
        return endpoint.model();
    }

    /** Asks for something about tokens; null when it was not told. */
    @Nullable
    JsonNode inquire(String path, ObjectNode body) {
        Exchange exchange = make(ApiRequest.post(endpoint, path, body).from("Chat").within(PATIENCE)).execute();
        return exchange.succeeded() ? exchange.answer() : null;
    }

    /** Asks for the rest and hands its pieces on as they come. */
    Exchange stream(String path, ObjectNode body) {
        Exchange exchange = make(ApiRequest.post(endpoint, path, body).from("Chat")).stream(this::take);
        exchanges.add(exchange);
        JsonNode whole = exchange.streamed() ? null : exchange.answer();
        if (exchange.succeeded() && whole != null) {
            Json.elements(whole, "choices").stream().limit(1).forEach(choice -> listener.piece(choice, null));
        }
        return exchange;
    }

    /** Asks for a part in one document. */
    Exchange ask(String path, ObjectNode body) {
        Exchange exchange = make(ApiRequest.post(endpoint, path, body).from("Chat")).execute();
        exchanges.add(exchange);
        return exchange;
    }

    /** Hands on a piece. */
    void piece(JsonNode choice, @Nullable Duration arrival) {
        listener.piece(choice, arrival);
    }

    /** Whether an exchange says that the way is closed, rather than that something failed on it. */
    static boolean isClosed(Exchange exchange) {
        return CLOSED.contains(exchange.status());
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    void stop() {
        Call call;
        synchronized (this) {
            stopped = true;
            call = running;
        }
        if (call != null) {
            call.cancel();
        }
    }

    private synchronized Call make(ApiRequest request) {
        Call call = client.newCall(request);
        running = call;
        if (stopped) {
            call.cancel();
        }
        return call;
    }

    private void take(StreamEvent event) {
        JsonNode data = event.json();
        if (data != null) {
            Json.elements(data, "choices").stream().filter(choice -> choice.path("index").asInt(0) == 0)
                    .forEach(choice -> listener.piece(choice, event.arrival()));
        }
    }
}
