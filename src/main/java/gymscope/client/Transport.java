package gymscope.client;

import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * One pool of connections. What encryption needs, above all the certificates of the system, is loaded with the first address
 * that asks for it: most servers are this machine's own, and a start would wait for it. Thread-safe.
 */
final class Transport {

    private final OkHttpClient plain;
    private @Nullable OkHttpClient secure;

    /** @param plain makes calls without encryption */
    Transport(OkHttpClient plain) {
        this.plain = plain;
    }

    OkHttpClient clientFor(HttpUrl url) {
        return url.isHttps() ? secure() : plain;
    }

    /** Closes idle connections; calls under way go on. */
    void close() {
        plain.connectionPool().evictAll();
        plain.dispatcher().executorService().shutdown();
    }

    private synchronized OkHttpClient secure() {
        OkHttpClient known = secure;
        if (known == null) {
            known = plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
            secure = known;
        }
        return known;
    }
}
