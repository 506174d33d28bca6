package gymscope.servers.capture;

import gymscope.servers.http.UpstreamRecord;
import gymscope.wire.Exchange;
import gymscope.wire.ServedExchange.Attempt;
import gymscope.wire.ServedExchange.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request to an upstream with its attempts, and the answer where it is converted. Thread-safe. */
final class CapturedUpstream implements UpstreamRecord {

    private final long start;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private @Nullable AnswerBytes answer;

    /** @param start when the served call came, in nanoseconds of this process */
    CapturedUpstream(long start) {
        this.start = start;
    }

    @Override
    public synchronized void attempted(int status, byte[] request, Supplier<Exchange> attempt) {
        attempts.add(new Attempt(status, request, attempt));
    }

    @Override
    public synchronized void read(byte[] bytes, int offset, int count) {
        AnswerBytes kept = answer;
        if (kept == null) {
            kept = new AnswerBytes();
            answer = kept;
        }
        kept.add(bytes, offset, count, System.nanoTime() - start);
    }

    synchronized Upstream ended() {
        return new Upstream(List.copyOf(attempts), answer == null ? null : answer.toPieces());
    }
}
