package gymscope.client;

import gymscope.wire.Exchange;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server whose answers a test queues, a client, and the exchanges that the client handed over. Both end with the test. */
final class FakeUpstream implements BeforeEachCallback, AfterEachCallback {

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<Exchange> kept = new LinkedBlockingQueue<>();
    private final ApiClient client = new ApiClient(kept::add);

    MockWebServer server() {
        return server;
    }

    BlockingQueue<Exchange> kept() {
        return kept;
    }

    ApiClient client() {
        return client;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        client.close();
        server.close();
    }
}
