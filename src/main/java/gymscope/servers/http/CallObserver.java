package gymscope.servers.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of every call of a listener, for counters and log. Called from many threads. */
public interface CallObserver {

    /** A call has come in. */
    void started();

    /** A call has generated tokens; told as they come, or once at its end. */
    void generated(long tokens);

    /**
     * A call waits for something outside, or goes on.
     *
     * @param call a number that no other call of this process has
     * @param what it waits for, null when it goes on
     */
    default void waits(long call, @Nullable String what) {
        // Whoever only counts need not know.
    }

    /** A call has something to say, a line for the log. */
    default void tells(String line) {
        // Whoever only counts has no log.
    }

    /**
     * A call was refused before any route had it: by the guard, for an unknown path, or for its body. It is finished, too.
     *
     * @param call what was asked; its body was not read
     * @param error the answer
     * @param took from the first header until it was refused
     */
    default void refused(HttpCall call, HttpError error, Duration took) {
        // Whoever only counts hears of it when it is finished.
    }

    /** A call has ended, however it went. */
    void finished(Finished call);

    /**
     * How a call went.
     *
     * @param status the status that was sent; 499 when the client hung up first
     * @param duration from the first header to the last byte
     * @param tokens generated tokens, 0 when not known
     * @param problem what went wrong, empty when nothing did
     * @param upstream how long an upstream took of it, zero when none was asked
     */
    record Finished(String method, String path, int status, Duration duration, long tokens, String problem, Duration upstream) {

        /** What the server added to the upstream's time; null when none was asked. */
        public @Nullable Duration added() {
            return upstream.isZero() ? null : duration.minus(upstream);
        }
    }

    /** The status under which a call counts whose client hung up. */
    int CLIENT_GONE = 499;
}
