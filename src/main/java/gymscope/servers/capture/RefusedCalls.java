package gymscope.servers.capture;

import gymscope.servers.http.CallObserver;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.HttpError;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.Json;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedExchange.Answered;
import gymscope.wire.ServedExchange.Asked;
import gymscope.wire.ServedExchange.Body;
import gymscope.wire.ServedSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the calls that are refused before any route has them: by the guard, for an unknown path, for a body that is
 * too large. Their bodies are not kept, and of a flood only the first few calls and their number, so that it can't drive
 * what matters out of the history: the longer it lasts, the rarer it is told. Thread-safe; all else is handed on.
 */
public final class RefusedCalls implements CallObserver, AutoCloseable {

    /** How many calls of one span of time are kept each for itself. */
    static final int EACH = 5;

    private static final Duration SPAN = Duration.ofSeconds(1);
    private static final Duration LONGEST_SPAN = Duration.ofMinutes(1);
    private static final int LONGEST = 1000;
    private static final Map<String, List<String>> JSON = Map.of("content-type", List.of("application/json"));
    private static final List<String> HEADERS = List.of("Host", "Origin", "User-Agent", "Content-Type", "Content-Length",
            "Authorization", "X-Api-Key", "Api-Key");

    private final String server;
    private final ServedSink sink;
    private final CallObserver next;
    private Duration span = SPAN;
    private long spanEnds = System.nanoTime();
    private int inSpan;
    private boolean overflowed;
    private @Nullable Refusal firstOfMore;
    private int more;

    /** One refused call, bounded. */
    private record Refusal(Asked asked, int status, String body, Duration took) {

        ServedExchange toExchange(List<String> warnings) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return new ServedExchange(asked, new byte[0],
                    new Answered(status, JSON, new Timing(took, took, took), 0, null, warnings),
                    new Body.Pieces(bytes, new long[]{bytes.length, took.toNanos()}), List.of());
        }
    }

    /**
     * Keeps the refused calls of a server.
     *
     * @param next is told everything else
     */
    RefusedCalls(String server, ServedSink sink, CallObserver next) {
        this.server = server;
        this.sink = sink;
        this.next = next;
    }

    @Override
    public void refused(HttpCall call, HttpError error, Duration took) {
        if (sink.isOpen() && isKept(call, error, took)) {
            sink.accept(refusal(call, error, took).toExchange(List.of()));
        }
        next.refused(call, error, took);
    }

    @Override
    public void started() {
        next.started();
    }

    @Override
    public void generated(long tokens) {
        next.generated(tokens);
    }

    @Override
    public void waits(long call, @Nullable String what) {
        next.waits(call, what);
    }

    @Override
    public void tells(String line) {
        next.tells(line);
    }

    @Override
    public void finished(Finished call) {
        next.finished(call);
    }

    /** Tells of what has only been counted so far. */
    @Override
    public void close() {
        ServedExchange summary = endSpan();
        if (summary != null) {
            sink.accept(summary);
        }
    }

    /** Whether a call is kept for itself; others are counted until their span of time ends. */
    private synchronized boolean isKept(HttpCall call, HttpError error, Duration took) {
        long now = System.nanoTime();
        if (now >= spanEnds && firstOfMore == null) {
            beginSpan(now);
        }
        if (++inSpan <= EACH) {
            return true;
        }
        if (firstOfMore == null) {
            firstOfMore = refusal(call, error, took);
            Duration rest = Duration.ofNanos(Math.max(1, spanEnds - now));
            Thread.ofVirtual().name("refused calls of " + server).start(() -> tellAfter(rest));
        }
        more++;
        return false;
    }

    /** After a span with too many comes a longer one, unless all was quiet for as long as it took. */
    private void beginSpan(long now) {
        boolean quiet = now - spanEnds > span.toNanos();
        Duration longer = span.multipliedBy(2);
        span = !overflowed || quiet ? SPAN : longer.compareTo(LONGEST_SPAN) > 0 ? LONGEST_SPAN : longer;
        spanEnds = now + span.toNanos();
        overflowed = false;
        inSpan = 0;
    }

    private void tellAfter(Duration rest) {
        try {
            Thread.sleep(rest);
            close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable ServedExchange endSpan() {
        if (firstOfMore == null) {
            return null;
        }
        ServedExchange summary = firstOfMore.toExchange(List.of(
                "It stands for %,d refused calls within %d s, which are not kept one by one.".formatted(more, span.toSeconds())));
        firstOfMore = null;
        more = 0;
        overflowed = true;
        return summary;
    }

    private Refusal refusal(HttpCall call, HttpError error, Duration took) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = call.header(name);
            if (value != null) {
                headers.put(name, List.of(cut(value)));
            }
        }
        String host = call.header("Host");
        String path = cut(call.path());
        String body = cut(Json.write(error.error().toJson()));
        return new Refusal(new Asked(server, call.method(), host == null ? path : "http://" + cut(host) + path, headers,
                Instant.now().minus(took)), error.status(), body, took);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
