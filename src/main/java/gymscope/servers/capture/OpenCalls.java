package gymscope.servers.capture;

import gymscope.servers.http.HttpCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The model calls of one server that are being answered. Thread-safe; nobody waits for whoever looks. */
public final class OpenCalls {

    private final Set<OpenCall> calls = ConcurrentHashMap.newKeySet();

    OpenCall begin(HttpCall call, Instant at) {
        OpenCall open = new OpenCall(call, at);
        calls.add(open);
        return open;
    }

    void end(OpenCall call) {
        calls.remove(call);
    }

    /**
     * Those that came in before a time, the newest first.
     *
     * @param most how many at most
     */
    public List<OpenCall> since(Instant before, int most) {
        return calls.stream().filter(call -> call.at().isBefore(before))
                .sorted(Comparator.comparingLong(OpenCall::number).reversed()).limit(most).toList();
    }
}
