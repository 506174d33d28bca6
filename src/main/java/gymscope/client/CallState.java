package gymscope.client;

import gymscope.wire.Exchange;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** What one call knows about itself; travels with OkHttp's request as a tag. */
final class CallState {

    private final ApiRequest request;
    private final ExchangeSink sink;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final long start = System.nanoTime();
    private Consumer<? super StreamEvent> onEvent = event -> {};
    private boolean bodyIsPassedOn;
    private volatile boolean ended;
    private volatile @Nullable Exchange exchange;
    private volatile @Nullable Failure failure;
    private @Nullable Thread queued;

    CallState(ApiRequest request, ExchangeSink sink) {
        this.request = request;
        this.sink = sink;
    }

    static CallState of(Request request) {
        CallState state = request.tag(CallState.class);
        if (state == null) {
            throw new IllegalStateException("The request was not made by the client.");
        }
        return state;
    }

    ApiRequest request() {
        return request;
    }

    void listen(Consumer<? super StreamEvent> listener) {
        onEvent = listener;
    }

    Consumer<? super StreamEvent> onEvent() {
        return onEvent;
    }

    /** The caller reads the body; the capture keeps only the beginning of a long one. */
    void passBodyOn() {
        bodyIsPassedOn = true;
    }

    /** Whether anyone looks at the body when the call has ended. */
    boolean bodyIsKept() {
        return !bodyIsPassedOn || !sink.equals(ExchangeSink.NONE) || request.limits().countsTokens();
    }

    boolean bodyIsPassedOn() {
        return bodyIsPassedOn;
    }

    synchronized void cancel() {
        cancelled.countDown();
        if (queued != null) {
            queued.interrupt();
        }
    }

    /** A wait for the call's turn. */
    interface Turn {

        void await() throws InterruptedException;
    }

    /** Waits for the call's turn, at most until the call is cancelled. */
    void queue(Turn turn) throws IOException {
        synchronized (this) {
            queued = Thread.currentThread();
        }
        try {
            if (isCancelled()) {
                throw new InterruptedIOException("cancelled");
            }
            turn.await();
        } catch (InterruptedException interrupted) {
            if (cancelled.getCount() > 0) {
                Thread.currentThread().interrupt();
            }
            throw (IOException) new InterruptedIOException("cancelled").initCause(interrupted);
        } finally {
            synchronized (this) {
                queued = null;
            }
        }
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Whether the time for the whole call is used up; OkHttp cancels it then, as if someone had asked for that. */
    boolean isOver() {
        return System.nanoTime() - start >= request.timeouts().total().toNanos();
    }

    /** Waits, at most until the call is cancelled. */
    void pause(Duration duration) throws InterruptedException {
        cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** It ended well, and nobody looks at what was said. */
    void ended() {
        ended = true;
    }

    void ended(Exchange written, @Nullable Failure why) {
        exchange = written;
        failure = why;
        ended = true;
        sink.accept(written);
    }

    boolean isEnded() {
        return ended;
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    @Nullable
    Failure failure() {
        return failure;
    }
}
