package gymscope.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Gives each request the waiting times that it asked for. */
final class Deadlines implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Timeouts timeouts = CallState.of(chain.request()).request().timeouts();
        return chain.withConnectTimeout(milliseconds(timeouts.connect().toMillis()), TimeUnit.MILLISECONDS)
                .withReadTimeout(milliseconds(timeouts.idle().toMillis()), TimeUnit.MILLISECONDS)
                .withWriteTimeout(milliseconds(timeouts.idle().toMillis()), TimeUnit.MILLISECONDS)
                .proceed(chain.request());
    }

    /** OkHttp takes zero for no limit. */
    private static int milliseconds(long value) {
        return Math.clamp(value, 1, Integer.MAX_VALUE);
    }
}
