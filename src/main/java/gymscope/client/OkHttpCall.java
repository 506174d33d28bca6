package gymscope.client;

import gymscope.wire.Exchange;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A call over OkHttp. All that is remembered of it is written by {@link Capture}; here the body is only read. */
final class OkHttpCall implements Call {

    private final okhttp3.Call call;
    private final CallState state;

    OkHttpCall(okhttp3.Call call, CallState state) {
        this.call = call;
        this.state = state;
        call.timeout().timeout(state.request().timeouts().total().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Exchange execute() {
        return stream(event -> {});
    }

    @Override
    public Exchange stream(Consumer<? super StreamEvent> onEvent) {
        state.listen(event -> handOver(event, onEvent));
        try {
            state.queue(() -> state.request().limits().enter(state.request().watch()));
        } catch (IOException cancelled) {
            return exchange(cancelled);
        }
        try (Response response = call.execute(); BufferedSource body = response.body().source()) {
            body.readAll(Okio.blackhole());
            return exchange(null);
        } catch (IOException problem) {
            return exchange(problem);
        } finally {
            state.request().limits().leave();
        }
    }

    @Override
    public RawAnswer open() {
        state.passBodyOn();
        try {
            state.queue(() -> state.request().limits().enter(state.request().watch()));
        } catch (IOException cancelled) {
            throw noAnswer(cancelled);
        }
        try {
            Response response = staysOpen() ? executeAside() : call.execute();
            return new RawAnswer(response.code(), headers(response.headers()), response.body().source(),
                    state.request().watch(), () -> close(response));
        } catch (IOException problem) {
            state.request().limits().leave();
            throw noAnswer(problem);
        }
    }

    private boolean staysOpen() {
        Payload body = state.request().body();
        return body != null && body.asksForStream() && Thread.currentThread().isVirtual();
    }

    /**
     * Waits for the head of the answer on a thread of its own: a virtual thread keeps the memory of its deepest wait, here as
     * much as all the rest of an open stream.
     */
    private Response executeAside() throws IOException {
        FutureTask<Response> head = new FutureTask<>(call::execute);
        Thread.ofVirtual().start(head);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return head.get();
                } catch (InterruptedException stopped) {
                    interrupted = true;
                    cancel();
                }
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException problem -> throw problem;
                case RuntimeException problem -> throw problem;
                case null, default -> throw new IllegalStateException(failed);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private NoAnswer noAnswer(IOException problem) {
        Exchange exchange = exchange(problem);
        Failure failure = state.failure();
        return failure == null
                ? new NoAnswer(exchange, String.valueOf(exchange.failure()), "Try again.", false)
                : new NoAnswer(exchange, failure.sentence(), failure.hint(), failure.late());
    }

    @Override
    public void cancel() {
        state.cancel();
        call.cancel();
    }

    private void handOver(StreamEvent event, Consumer<? super StreamEvent> onEvent) {
        try {
            onEvent.accept(event);
        } catch (RuntimeException problem) {
            call.cancel();
            throw problem;
        }
    }

    private void close(Response response) {
        if (!state.isEnded()) {
            call.cancel();
        }
        response.close();
        state.request().limits().leave();
    }

    private Exchange exchange(@Nullable IOException problem) {
        Exchange exchange = state.exchange();
        if (exchange != null) {
            return exchange;
        }
        // Cancelled before the capture began: there is nothing but the request.
        Recording recording = new Recording(state, call.request());
        recording.failed(problem == null ? new IOException("The call ended without an answer.") : problem);
        return Objects.requireNonNull(state.exchange());
    }

    /** A copy, names in lower case. */
    static Map<String, List<String>> headers(Headers headers) {
        return headers.toMultimap();
    }
}
