package gymscope.servers.upstream;

import gymscope.client.ApiRequest;
import gymscope.client.CallLimits;
import gymscope.client.CallWatch;
import gymscope.client.Retry;
import gymscope.client.Timeouts;
import gymscope.client.Waiting;
import gymscope.config.GymscopeSettings.Compat;
import gymscope.config.ServerInstance;
import gymscope.config.UpstreamSettings;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.UpstreamRecord;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one server calls its upstream: repetitions, time-outs and limits, shared by all its calls. With
 * {@code compat: strict} it repeats as NeMo Gym does and has no time-outs, like it. Thread-safe.
 */
public final class UpstreamCalls {

    private static final double NANOS = 1e9;
    private static final Duration FOR_EVER = Duration.ofDays(20);

    private final Retry retry;
    private final Timeouts timeouts;
    private final CallLimits limits;

    private UpstreamCalls(Retry retry, Timeouts timeouts, CallLimits limits) {
        this.retry = retry;
        this.timeouts = timeouts;
        this.limits = limits;
    }

    /**
     * Reads the settings of a server: NeMo Gym's {@code max_concurrent_requests} and Gymscope's {@code upstream}.
     *
     * @throws Fault when {@code max_concurrent_requests} is no count
     */
    public static UpstreamCalls of(ServerInstance instance) {
        return of(instance, "max_concurrent_requests", Retry.NEMO_GYM);
    }

    /**
     * The same for a kind with other habits.
     *
     * @param limit the setting that says how many requests go out at once
     * @param strict how requests are repeated with {@code compat: strict}
     */
    public static UpstreamCalls of(ServerInstance instance, String limit, Retry strict) {
        UpstreamSettings settings = instance.gymscope().upstream();
        CallLimits limits = new CallLimits(mostAtOnce(instance, limit), settings.requestsPerMinute(), settings.tokensPerMinute());
        if (instance.gymscope().compat() == Compat.STRICT) {
            return new UpstreamCalls(strict, new Timeouts(FOR_EVER, FOR_EVER, FOR_EVER), limits);
        }
        Retry.BackOff standard = new Retry.BackOff(settings.attempts(), Duration.ofMillis(500), Duration.ofSeconds(30),
                seconds(settings.retrySeconds()));
        return new UpstreamCalls(standard, new Timeouts(seconds(settings.connectSeconds()), seconds(settings.readSeconds()),
                seconds(settings.totalSeconds())), limits);
    }

    /** A request as it goes out on behalf of a call, whose waits are shown with it. */
    public ApiRequest prepare(ApiRequest request, HttpCall call) {
        ModelRetries strict = retry instanceof Retry.Steady steady
                ? new ModelRetries(request.endpoint().url(request.path()).toString(), steady.serverErrors(), call::tells)
                : null;
        return request.withRetry(retry).withTimeouts(timeouts).withLimits(limits).watchedBy(new Shown(call, strict));
    }

    private static @Nullable Integer mostAtOnce(ServerInstance instance, String key) {
        Integer most = instance.integer(key);
        if (most != null && most < 1) {
            throw new Fault(
                    "%s of '%s' is %d, so that no request could go out.".formatted(key, instance.name(), most),
                    "Use a number from 1 on, or leave it out for no limit.");
        }
        return most;
    }

    private static Duration seconds(double value) {
        return Duration.ofNanos((long) (value * NANOS));
    }

    /** Shows a call's waits. What is waited for counts as the upstream's time: it is not added here. */
    private static final class Shown implements CallWatch {

        private final HttpCall call;
        private final UpstreamRecord record;
        private final @Nullable ModelRetries strict;
        private long since;

        /** @param strict tells of refusals as NeMo Gym does, null where nothing does */
        Shown(HttpCall call, @Nullable ModelRetries strict) {
            this.strict = strict;
            this.call = call;
            this.record = call.recordUpstream();
        }

        @Override
        public void refused(int status, String body) {
            if (strict != null) {
                strict.refused(status, body);
            }
        }

        @Override
        public boolean keepsAttempts() {
            return !record.equals(UpstreamRecord.NONE);
        }

        @Override
        public void attempted(int status, byte[] request, Supplier<Exchange> attempt) {
            record.attempted(status, request, attempt);
        }

        @Override
        public void read(byte[] bytes, int offset, int count) {
            record.read(bytes, offset, count);
        }

        @Override
        public void waiting(Waiting waiting) {
            since = System.nanoTime();
            call.waits(waiting.text());
        }

        @Override
        public void goesOn() {
            call.upstreamTook(System.nanoTime() - since);
            call.waits(null);
        }

        @Override
        public void upstreamTook(long nanos) {
            call.upstreamTook(nanos);
        }
    }
}
