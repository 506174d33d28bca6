package gymscope.client;

import okhttp3.Dispatcher;
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

    private final OkHttpClient http;
    /** Streams have a pool of their own: each call looks through its whole pool, and thousands of streams may be open. */
    private final OkHttpClient streams;
    private final KnownUrls urls = new KnownUrls();
    private final ExchangeSink sink;

    /** @param sink is handed every exchange that ends */
    public ApiClient(ExchangeSink sink) {
        this.sink = sink;
        this.http = new OkHttpClient.Builder()
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
                .build();
        this.streams = http.newBuilder().connectionPool(IdleConnections.pool(IDLE_CONNECTIONS, IDLE_SECONDS))
                .dispatcher(new Dispatcher()).build();
    }

    /** A call that can be made once. */
    public Call newCall(ApiRequest request) {
        CallState state = new CallState(request, sink);
        Request.Builder wire = new Request.Builder().url(urls.of(request.endpoint(), request.path()))
                .method(request.method(), body(request)).tag(CallState.class, state);
        request.headers().forEach(wire::header);
        boolean stream = request.body() != null && request.body().asksForStream();
        return new OkHttpCall((stream ? streams : http).newCall(wire.build()), state);
    }

    /** Closes idle connections; calls under way go on. */
    @Override
    public void close() {
        for (OkHttpClient each : new OkHttpClient[]{http, streams}) {
            each.connectionPool().evictAll();
            each.dispatcher().executorService().shutdown();
        }
    }

    @SuppressWarnings("NullAway") // OkHttp takes null for a method without a body.
    private static RequestBody body(ApiRequest request) {
        if (request.body() != null) {
            return RequestBody.create(request.body().bytes(), JSON);
        }
        return request.method().equals("POST") ? RequestBody.EMPTY : null;
    }
}
