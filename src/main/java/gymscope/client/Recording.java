package gymscope.client;

import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.SseDecoder;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of one attempt, from its start to the end of its body. Thread-safe, because a body may be closed
 * by another thread than the one that reads it.
 */
final class Recording {

    private static final byte[] NOTHING = {};
    private static final int MEBIBYTE = 1 << 20;
    private static final int MOST_READ = 256;
    private static final int MOST_KEPT_OF_PASSED_ON = 8;

    private final CallState state;
    private final Masks masks;
    private final Request request;
    private final boolean kept;
    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();
    private final Buffer body = new Buffer();
    private final Buffer unfinishedLine = new Buffer();
    private final List<StreamEvent> events = new ArrayList<>();
    private @Nullable SseDecoder decoder;
    private @Nullable Response response;
    private @Nullable Duration headersAfter;
    private @Nullable Duration firstByteAfter;
    private long upstreamNanos;
    private boolean cutOff;
    private boolean ended;

    Recording(CallState state, Request request) {
        this.state = state;
        this.masks = new Masks(state.request().endpoint().key());
        this.request = request;
        this.kept = state.bodyIsKept();
    }

    synchronized void answered(Response answer) {
        headersAfter = elapsed();
        response = answer;
        String named = kept ? answer.header("Content-Type") : null;
        MediaType type = named == null ? null : MediaType.parse(named);
        if (type != null && type.type().equals("text") && type.subtype().equals("event-stream")) {
            decoder = new SseDecoder();
        }
    }

    /** A failure that is written down already; its message is a sentence. */
    static final class Recorded extends IOException {

        private final transient Trouble trouble;

        Recorded(Failure failure, IOException problem) {
            super(failure.sentence(), problem);
            this.trouble = Trouble.of(problem);
        }

        Trouble trouble() {
            return trouble;
        }
    }

    /** It was the other side's turn so long. */
    synchronized void waited(long nanos) {
        upstreamNanos += nanos;
    }

    /** Takes in the bytes that were just read, the last ones of the buffer. */
    synchronized void took(Buffer source, long count) throws IOException {
        Duration arrival = elapsed();
        if (firstByteAfter == null) {
            firstByteAfter = arrival;
        }
        if (!kept) {
            return;
        }
        Buffer read = new Buffer();
        source.copyTo(read, source.size() - count, count);
        ByteString bytes = read.readByteString();
        int most = state.bodyIsPassedOn() ? MOST_KEPT_OF_PASSED_ON : MOST_READ;
        if (body.size() + bytes.size() > (long) most * MEBIBYTE) {
            if (!state.bodyIsPassedOn()) {
                throw new Failure.TooLong(most);
            }
            cutOff = true;
        }
        if (cutOff) {
            return;
        }
        body.write(bytes);
        if (decoder != null) {
            unfinishedLine.write(bytes);
            int lineEnd = bytes.lastIndexOf(ByteString.encodeUtf8("\n"));
            if (lineEnd >= 0) {
                // Whole lines only, so that no character is split.
                String lines = utf8(unfinishedLine.readByteArray(unfinishedLine.size() - (bytes.size() - lineEnd - 1)));
                keep(decoder.push(lines), arrival);
            }
        }
    }

    /** The body came to its end. */
    synchronized void ended() {
        if (decoder != null && !ended && !cutOff) {
            keep(decoder.push(utf8(unfinishedLine.readByteArray())), elapsed());
            keep(decoder.finish(), elapsed());
        }
        finish(null);
    }

    /** The reader stopped before the end. */
    synchronized void abandoned() {
        finish(Failure.CANCELLED);
    }

    /** Ends the record and returns an exception that says in words what happened. */
    synchronized IOException failed(IOException problem) {
        Failure failure = Failure.of(problem, state, response != null);
        finish(failure);
        return new Recorded(failure, problem);
    }

    private void keep(List<ServerSentEvent> arrived, Duration arrival) {
        for (ServerSentEvent event : arrived) {
            StreamEvent kept = new StreamEvent(arrival, new ServerSentEvent(event.event(), masks.text(event.data())));
            events.add(kept);
            state.onEvent().accept(kept);
        }
    }

    private void finish(@Nullable Failure failure) {
        if (ended) {
            return;
        }
        ended = true;
        state.request().watch().upstreamTook(upstreamNanos);
        CallWatch watch = state.request().watch();
        if (!kept && failure == null) {
            if (watch.keepsAttempts()) {
                watch.attempted(status(), sentBytes(), later());
            }
            state.ended();
            return;
        }
        String text = masks.text(utf8(body.readByteArray()));
        if (state.request().limits().countsTokens()) {
            state.request().limits().used(TokensUsed.in(text));
        }
        Exchange written = sent().answered(status(), headersOf(response), cutOff ? text + "\n… cut off here" : text, events,
                timing(), failure == null ? null : masks.text(failure.text()));
        if (watch.keepsAttempts()) {
            watch.attempted(status(), sentBytes(), () -> written);
        }
        state.ended(written, failure);
    }

    /** What was sent, without the call that it was sent for: it may wait for long until it is written down. */
    private record Sent(Masks masks, String endpoint, String method, HttpUrl url, Headers headers, @Nullable Payload body,
            Instant at) {

        Exchange answered(int status, Headers received, String text, List<StreamEvent> events, Timing timing,
                @Nullable String failure) {
            return new Exchange(Exchange.nextId(), endpoint, method, masks.text(url.toString()), masks.sent(headers),
                    body == null ? "" : masks.text(body.text()), status, masks.received(received), text, events, at, timing,
                    failure);
        }
    }

    private Sent sent() {
        return new Sent(masks, state.request().endpoint().name(), request.method(), request.url(), request.headers(),
                state.request().body(), startedAt);
    }

    private Supplier<Exchange> later() {
        Sent sent = sent();
        int status = status();
        Headers received = headersOf(response);
        Timing timing = timing();
        return () -> sent.answered(status, received, "", List.of(), timing, null);
    }

    private int status() {
        return response == null ? 0 : response.code();
    }

    private Timing timing() {
        return new Timing(headersAfter, firstByteAfter, elapsed());
    }

    private byte[] sentBytes() {
        Payload sent = state.request().body();
        return sent == null ? NOTHING : sent.bytes();
    }

    private static Headers headersOf(@Nullable Response answer) {
        return answer == null ? Headers.EMPTY : answer.headers();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
