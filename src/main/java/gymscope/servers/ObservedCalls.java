package gymscope.servers;

import gymscope.servers.http.CallObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs the calls of one server. Thread-safe. */
final class ObservedCalls implements CallObserver {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ObservedCalls.class);

    private final String server;
    private final ServerCounters counters;
    private final BiConsumer<ServerLog.Level, String> log;
    private final Runnable changed;
    private final Map<Long, String> waits = new ConcurrentSkipListMap<>();

    /**
     * Observes the calls of a server.
     *
     * @param server its name
     * @param changed runs after every change that no line of the log tells
     */
    ObservedCalls(String server, ServerCounters counters, BiConsumer<ServerLog.Level, String> log, Runnable changed) {
        this.server = server;
        this.counters = counters;
        this.log = log;
        this.changed = changed;
    }

    /** What the calls that have to wait are waiting for, each in words. */
    List<String> waits() {
        return List.copyOf(waits.values());
    }

    @Override
    public void started() {
        counters.started();
        changed.run();
    }

    @Override
    public void generated(long tokens) {
        counters.generated(tokens);
    }

    @Override
    public void waits(long call, @Nullable String what) {
        if (what == null) {
            waits.remove(call);
            changed.run();
        } else {
            waits.put(call, what);
            log.accept(ServerLog.Level.WARNING, "A call is %s.".formatted(what));
        }
    }

    @Override
    public void tells(String line) {
        LOG.warn("({}) {}", server, line);
        log.accept(ServerLog.Level.WARNING, line);
    }

    @Override
    public void finished(Finished call) {
        counters.finished(call);
        log.accept(call.status() >= SERVER_ERROR
                ? ServerLog.Level.ERROR
                : call.status() >= CLIENT_ERROR ? ServerLog.Level.WARNING : ServerLog.Level.INFO, CallLine.of(call));
    }
}
