package gymscope.client;

import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The one way to call an endpoint: {@code client.newCall(request).execute()}. Thread-safe; one instance serves the whole
 * application, any number of calls at once, each on the thread that makes it.
 */
public final class ApiClient implements AutoCloseable {

    private static final int IDLE_CONNECTIONS = 512;
    /** Shorter than uvicorn's 5 s, so that a request seldom meets a connection that the server is about to close. */
    private static final int IDLE_SECONDS = 4;
    private static final MediaType JSON = MediaType.get("application/json");

    private final Transport calls;
    /** Streams have a pool of their own: each call looks through its whole pool, and thousands of streams may be open. */
    private final Transport streams;
    private final KnownUrls urls = new KnownUrls();
    private final ExchangeSink sink;

    /** @param sink is handed every exchange that ends */
    public ApiClient(ExchangeSink sink) {
        this.sink = sink;
        OkHttpClient plain = new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectionPool(IdleConnections.pool(IDLE_CONNECTIONS, IDLE_SECONDS))
                .socketFactory(new PromptSockets())
                .proxySelector(new Loopback())
                .connectTimeout(Timeouts.STANDARD.connect())
                .readTimeout(Timeouts.STANDARD.idle())
                .writeTimeout(Timeouts.STANDARD.idle())
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new Identify())
                .addInterceptor(new RepeatOnFailure())
                .addInterceptor(new Pace())
                .addInterceptor(new Deadlines())
                .addInterceptor(new Capture())
                .addNetworkInterceptor(new UntypedBody())
                .build();
        this.calls = new Transport(plain);
        this.streams = new Transport(plain.newBuilder().connectionPool(IdleConnections.pool(IDLE_CONNECTIONS, IDLE_SECONDS))
                .dispatcher(new Dispatcher()).build());
    }

    /** A call that can be made once. */
    public Call newCall(ApiRequest request) {
        CallState state = new CallState(request, sink);
        HttpUrl url = urls.of(request.endpoint(), request.path());
        Request.Builder wire = new Request.Builder().url(url).method(request.method(), body(request)).tag(CallState.class, state);
        request.headers().forEach(wire::header);
        boolean stream = request.body() != null && request.body().asksForStream();
        return new OkHttpCall((stream ? streams : calls).clientFor(url).newCall(wire.build()), state);
    }

    /** Closes idle connections; calls under way go on. */
    @Override
    public void close() {
        calls.close();
        streams.close();
    }

    @SuppressWarnings("NullAway") // OkHttp takes null for a method without a body.
    private static RequestBody body(ApiRequest request) {
        if (request.body() != null) {
            return RequestBody.create(request.body().bytes(), JSON);
        }
        return request.method().equals("POST") ? RequestBody.EMPTY : null;
    }
}
