package gymscope.servers.upstream;

import java.util.Set;
import java.util.function.Consumer;

/** The lines that NeMo Gym prints of the attempts of one call which it makes again. Belongs to the thread of the call. */
final class ModelRetries {

    private static final Set<Integer> RATE_LIMIT = Set.of(429, 502, 503, 504, 520);
    private static final int SERVER_ERROR = 500;
    private static final int SHOWN = 200;

    private final String url;
    private final Consumer<String> tell;
    private int tries;
    private int most;

    /** @param most how many attempts there are, those not counted that meet a rate limit */
    ModelRetries(String url, int most, Consumer<String> tell) {
        this.url = url;
        this.most = most;
        this.tell = tell;
    }

    /** An attempt was answered so; what is not made again is not told. */
    void refused(int status, String body) {
        tries++;
        boolean rateLimit = RATE_LIMIT.contains(status);
        if (!rateLimit && status != SERVER_ERROR) {
            return;
        }
        most += rateLimit ? 1 : 0;
        String said = body.substring(0, body.offsetByCodePoints(0, Math.min(SHOWN, body.codePointCount(0, body.length()))));
        tell.accept("[model_retry url=%s status=%d kind=%s try=%d max_tries=%d error_msg=%s]".formatted(url, status,
                rateLimit ? "rate_limit" : "server_error", tries, most, said));
    }
}
