package gymscope.servers;

import gymscope.servers.http.CallObserver;
import gymscope.servers.http.Route;
import gymscope.servers.http.Router;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One server's figures in Prometheus' text form (exposition format 0.0.4), counted while the calls pass on to another
 * observer. Thread-safe.
 */
final class CallMetrics implements CallObserver {

    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120};
    private static final double NANOS = 1e9;
    private static final Map<String, List<String>> TEXT = Map.of("Content-Type",
            List.of("text/plain; version=0.0.4; charset=utf-8"));

    private final CallObserver next;
    private final String labels;
    private final Set<String> paths;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder tokens = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder[] buckets = Stream.generate(LongAdder::new).limit(BOUNDS.length + 1).toArray(LongAdder[]::new);
    private final Map<Kind, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Set<Long> waits = ConcurrentHashMap.newKeySet();

    /** What calls are counted apart by. */
    private record Kind(String path, String status) implements Comparable<Kind> {

        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::path).thenComparing(Kind::status);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }

        String labels() {
            return "path=\"%s\",status=\"%s\"".formatted(path, status);
        }
    }

    /**
     * Counts for a server.
     *
     * @param next is told the same
     * @param routes the paths that are told apart; all others count together
     */
    CallMetrics(CallObserver next, String server, String kind, List<Route> routes) {
        this.next = next;
        this.labels = "server=\"%s\",kind=\"%s\"".formatted(escaped(server), escaped(kind));
        this.paths = routes.stream().map(Route::path).collect(Collectors.toSet());
    }

    /** The route that tells the figures. */
    Route route() {
        return Route.get("/metrics", call -> {
            byte[] text = text().getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = call.respondRaw(200, TEXT, text.length)) {
                out.write(text);
            }
        });
    }

    @Override
    public void started() {
        inFlight.incrementAndGet();
        next.started();
    }

    @Override
    public void generated(long count) {
        tokens.add(count);
        next.generated(count);
    }

    @Override
    public void waits(long call, @Nullable String what) {
        boolean changed = what == null ? waits.remove(call) : waits.add(call);
        waiting.addAndGet(!changed ? 0 : what == null ? -1 : 1);
        if (what != null && what.contains(" after ")) {
            retries.increment();
        }
        next.waits(call, what);
    }

    @Override
    public void tells(String line) {
        next.tells(line);
    }

    @Override
    public void finished(Finished call) {
        inFlight.decrementAndGet();
        requests.computeIfAbsent(kindOf(call), kind -> new LongAdder()).increment();
        long took = call.duration().toNanos();
        nanos.add(took);
        int bucket = 0;
        while (bucket < BOUNDS.length && took / NANOS > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        next.finished(call);
    }

    /** All figures as they are now. */
    String text() {
        StringBuilder text = new StringBuilder();
        head(text, "gymscope_requests_total", "counter", "Calls that ended, by path and class of status.");
        requests.forEach((kind, count) -> text
                .append("gymscope_requests_total{%s,%s} %d\n".formatted(labels, kind.labels(), count.sum())));
        line(text, "gymscope_requests_in_flight", "gauge", "Calls that are being answered.", inFlight.get());
        line(text, "gymscope_generated_tokens_total", "counter", "Generated tokens, where the upstream tells them.",
                tokens.sum());
        line(text, "gymscope_upstream_retries_total", "counter", "Times that an upstream was asked again.", retries.sum());
        line(text, "gymscope_upstream_waiting", "gauge", "Calls that wait for their upstream's turn.", waiting.get());
        head(text, "gymscope_request_duration_seconds", "histogram", "From the first header to the last byte.");
        long total = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            total += buckets[i].sum();
            String bound = i == BOUNDS.length ? "+Inf" : number(BOUNDS[i]);
            text.append("gymscope_request_duration_seconds_bucket{%s,le=\"%s\"} %d\n".formatted(labels, bound, total));
        }
        text.append("gymscope_request_duration_seconds_sum{%s} %s\n".formatted(labels, number(nanos.sum() / NANOS)));
        text.append("gymscope_request_duration_seconds_count{%s} %d\n".formatted(labels, total));
        return text.toString();
    }

    private Kind kindOf(Finished call) {
        String path = Router.withoutRollout(call.path());
        return new Kind(paths.contains(path) ? path : "other",
                call.status() == CLIENT_GONE ? "client gone" : call.status() / 100 + "xx");
    }

    private void line(StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        text.append("%s{%s} %d\n".formatted(name, labels, value));
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 1e9
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.9f", value).replaceAll("0+$", "");
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
