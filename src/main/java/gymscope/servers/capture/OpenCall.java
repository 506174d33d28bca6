package gymscope.servers.capture;

import gymscope.servers.http.HttpCall;
import gymscope.wire.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A call that is being answered, for those who watch. Written by the one thread that handles it, at the cost of a store;
 * read by any other.
 */
public final class OpenCall {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final String path;
    private final @Nullable String userAgent;
    private final Instant at;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger events = new AtomicInteger();
    private volatile int status;
    private volatile boolean streaming;
    private volatile @Nullable String waiting;

    OpenCall(HttpCall call, Instant at) {
        this.path = call.path();
        this.userAgent = call.header(Caller.HEADER);
        this.at = at;
    }

    /** A number that no other call of this process has; later ones are larger. */
    public long number() {
        return number;
    }

    /** The path as it was sent. */
    public String path() {
        return path;
    }

    /** Who calls: a rollout, a part of Gymscope, a program; may be empty. */
    public String from() {
        return Caller.nameOf(path, userAgent);
    }

    /** When it came in. */
    public Instant at() {
        return at;
    }

    /** How long it has been open. */
    public Duration age(Instant now) {
        Duration age = Duration.between(at, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** The status that was sent, 0 while none was. */
    public int status() {
        return status;
    }

    /** Whether the answer is a stream of events. */
    public boolean isStreaming() {
        return streaming;
    }

    /** About how many bytes of the answer's body were sent so far. */
    public long bytes() {
        return bytes.get();
    }

    /** How many events were sent so far; 0 where a stream is handed on byte by byte. */
    public int events() {
        return events.get();
    }

    /** What it waits for, in words; null while it goes on. */
    public @Nullable String waiting() {
        return waiting;
    }

    void answers(int code, boolean stream) {
        streaming = stream;
        status = code;
    }

    void sent(int count) {
        bytes.setRelease(bytes.getPlain() + count);
    }

    void sentEvent(int length) {
        sent(length);
        events.setRelease(events.getPlain() + 1);
    }

    void waits(@Nullable String what) {
        waiting = what;
    }
}
