package gymscope.client;

import gymscope.wire.ApiError;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Repeats a request where it asked for that, never one whose answer has begun well. Each attempt is an exchange. */
final class RepeatOnFailure implements Interceptor {

    private static final Set<Integer> PASSING = Set.of(408, 409, 429, 500, 502, 503, 504);
    private static final double JITTER = 0.25;

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = CallState.of(chain.request());
        int left = state.request().retry().times();
        Duration pause = state.request().retry().pause();
        while (left > 0) {
            Response response = attempt(chain, state);
            if (response != null && !PASSING.contains(response.code())) {
                return response;
            }
            if (response != null) {
                String body = response.body().string();
                if (isQuota(body)) {
                    return response.newBuilder().body(ResponseBody.create(body, response.body().contentType())).build();
                }
            }
            await(state, longer(pause, response));
            left--;
            pause = pause.multipliedBy(2);
        }
        return chain.proceed(chain.request());
    }

    /** Null when no connection came about. */
    private static @Nullable Response attempt(Chain chain, CallState state) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (ConnectException | NoRouteToHostException problem) {
            if (state.isCancelled()) {
                throw problem;
            }
            return null;
        }
    }

    private static boolean isQuota(String body) {
        ApiError error = ApiError.of(Json.parseOrNull(body));
        return error != null && "insufficient_quota".equals(error.code());
    }

    private static Duration longer(Duration pause, @Nullable Response response) {
        double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Duration own = Duration.ofNanos((long) (pause.toNanos() * jitter));
        String header = response == null ? null : response.header("retry-after");
        if (header == null || !header.strip().matches("[0-9]{1,6}")) {
            return own;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header.strip()));
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static void await(CallState state, Duration pause) throws IOException {
        try {
            state.pause(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (state.isCancelled()) {
            throw new IOException("Canceled");
        }
    }
}
