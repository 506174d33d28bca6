package gymscope.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Gives each request the waiting times that it asked for, where they are not the client's own. */
final class Deadlines implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Timeouts timeouts = CallState.of(chain.request()).request().timeouts();
        int connect = milliseconds(timeouts.connect().toMillis());
        int idle = milliseconds(timeouts.idle().toMillis());
        Chain limited = chain;
        if (limited.connectTimeoutMillis() != connect) {
            limited = limited.withConnectTimeout(connect, TimeUnit.MILLISECONDS);
        }
        if (limited.readTimeoutMillis() != idle) {
            limited = limited.withReadTimeout(idle, TimeUnit.MILLISECONDS);
        }
        if (limited.writeTimeoutMillis() != idle) {
            limited = limited.withWriteTimeout(idle, TimeUnit.MILLISECONDS);
        }
        return limited.proceed(chain.request());
    }

    /** OkHttp takes zero for no limit. */
    private static int milliseconds(long value) {
        return Math.clamp(value, 1, Integer.MAX_VALUE);
    }
}
