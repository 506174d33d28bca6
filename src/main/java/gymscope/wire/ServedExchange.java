package gymscope.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call that an embedded server answered, as the bytes were: cheap to make while it is served, read only later. Nothing
 * in it is masked; whoever keeps it removes secrets first. The arrays are not copied: they must not change any more.
 */
public final class ServedExchange {

    /**
     * What was asked.
     *
     * @param server the server's name
     * @param url the path as it was sent, or the whole URL
     * @param headers as received, secrets included
     */
    public record Asked(String server, String method, String url, Map<String, List<String>> headers, Instant at) {}

    /**
     * What was answered, without the body.
     *
     * @param status the status that was sent, 0 when none was
     * @param tokens how many were generated as the server counted, 0 when it did not
     * @param failure why the answer is not whole, a sentence; null when it is
     * @param warnings what could not be carried over as it was asked, one sentence each
     */
    public record Answered(int status, Map<String, List<String>> headers, Exchange.Timing timing, long tokens,
            @Nullable String failure, List<String> warnings) {}

    /**
     * A request that was made to an upstream on the call's behalf.
     *
     * @param attempts in their order; the last one counts
     * @param answer the last one's body, timed as the served one; null where it was handed on as it came, and where none came
     */
    public record Upstream(List<Attempt> attempts, Body.@Nullable Pieces answer) {}

    /** One attempt at an upstream. */
    public static final class Attempt {

        private final int status;
        private final byte[] request;
        private final Supplier<Exchange> exchange;

        /**
         * @param status of the answer, 0 when none came
         * @param request its body
         * @param exchange makes it, without the body of its answer
         */
        public Attempt(int status, byte[] request, Supplier<Exchange> exchange) {
            this.status = status;
            this.request = request;
            this.exchange = exchange;
        }
    }

    private final Asked asked;
    private final byte[] request;
    private final Answered answered;
    private final Body body;
    private final List<Upstream> upstream;

    /** The body of an answer. */
    public sealed interface Body {

        /** Bytes that were handed on in pieces. */
        final class Pieces implements Body {

            private final byte[] bytes;
            private final long[] marks;

            /**
             * @param bytes all bytes
             * @param marks pairs: where a piece ends, and nanoseconds since the request came when it was sent
             */
            public Pieces(byte[] bytes, long[] marks) {
                this.bytes = bytes;
                this.marks = marks;
            }
        }

        /** Events that were sent one by one. */
        record Events(List<StreamEvent> events) implements Body {}
    }

    public ServedExchange(Asked asked, byte[] request, Answered answered, Body body, List<Upstream> upstream) {
        this.asked = asked;
        this.request = request;
        this.answered = answered;
        this.body = body;
        this.upstream = isTheSame(upstream) ? List.of() : upstream;
    }

    /** Whether the request was handed on once as it was, and its answer too, so that nothing of it need be held. */
    private boolean isTheSame(List<Upstream> upstream) {
        if (upstream.size() != 1 || upstream.getFirst().answer != null || upstream.getFirst().attempts.size() != 1) {
            return false;
        }
        Attempt only = upstream.getFirst().attempts.getFirst();
        return only.status == answered.status() && Arrays.equals(only.request, request);
    }

    /** What was asked. */
    public Asked asked() {
        return asked;
    }

    /** What was answered. */
    public Answered answered() {
        return answered;
    }

    /** About how many bytes this holds. */
    public long size() {
        long answer = switch (body) {
            case Body.Pieces pieces -> pieces.bytes.length + 8L * pieces.marks.length;
            case Body.Events(List<StreamEvent> events) -> events.stream().mapToLong(event -> event.event().data().length() + 64)
                    .sum();
        };
        return request.length + answer + OVERHEAD + upstream.stream().mapToLong(ServedExchange::size).sum();
    }

    private static long size(Upstream asked) {
        long requests = asked.attempts.stream().mapToLong(attempt -> attempt.request.length + OVERHEAD).sum();
        return requests + (asked.answer == null ? 0 : asked.answer.bytes.length);
    }

    private static final int OVERHEAD = 512;

    /** The exchange as it is shown; headers are not masked yet. */
    public Exchange toExchange() {
        Map<String, String> sent = asked.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(", ", header.getValue())));
        List<StreamEvent> events = switch (body) {
            case Body.Events(List<StreamEvent> sentOnes) -> sentOnes;
            case Body.Pieces pieces when isStream() -> decode(pieces);
            case Body.Pieces _ -> List.of();
        };
        String text = switch (body) {
            case Body.Events(List<StreamEvent> sentOnes) ->
                sentOnes.stream().map(event -> event.event().encode()).collect(Collectors.joining());
            case Body.Pieces pieces -> utf8(pieces.bytes, 0, pieces.bytes.length);
        };
        return new Exchange(Exchange.nextId(), asked.server(), asked.method(), asked.url(), sent,
                utf8(request, 0, request.length), answered.status(), answered.headers(), text, events, asked.at(),
                answered.timing(), answered.failure());
    }

    /**
     * What was sent to upstreams for this call, each attempt as an exchange with its own clock; empty where it was the same
     * request, sent once, and its answer was handed on.
     *
     * @param served what {@link #toExchange} returned
     */
    public List<Exchange> upstream(Exchange served) {
        List<Exchange> all = upstream.stream().flatMap(asked -> whole(asked, served)).toList();
        boolean same = all.size() == 1 && all.getFirst().requestBody().equals(served.requestBody())
                && all.getFirst().responseBody().equals(served.responseBody());
        return same ? List.of() : all;
    }

    private Stream<Exchange> whole(Upstream asked, Exchange served) {
        int last = asked.attempts.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> {
                    Exchange attempt = asked.attempts.get(i).exchange.get();
                    return i < last ? attempt : answered(attempt, asked.answer, served);
                });
    }

    private Exchange answered(Exchange attempt, Body.@Nullable Pieces answer, Exchange served) {
        boolean handedOn = answer == null && attempt.status() == served.status();
        if (answer == null && !handedOn) {
            return attempt;
        }
        List<StreamEvent> events = answer == null
                ? served.events()
                : isStream(attempt.responseHeaders()) ? decode(answer) : List.of();
        Duration later = Duration.between(asked.at(), attempt.startedAt());
        return new Exchange(attempt.id(), attempt.endpoint(), attempt.method(), attempt.url(), attempt.requestHeaders(),
                attempt.requestBody(), attempt.status(), attempt.responseHeaders(),
                answer == null ? served.responseBody() : utf8(answer.bytes, 0, answer.bytes.length),
                events.stream().map(event -> new StreamEvent(notNegative(event.arrival().minus(later)), event.event())).toList(),
                attempt.startedAt(), attempt.timing(), attempt.failure());
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private boolean isStream() {
        return isStream(answered.headers());
    }

    private static boolean isStream(Map<String, List<String>> headers) {
        return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .anyMatch(header -> header.getValue().toString().contains("text/event-stream"));
    }

    /** The events with the time of the piece that completed each. */
    private static List<StreamEvent> decode(Body.Pieces pieces) {
        SseDecoder decoder = new SseDecoder();
        List<StreamEvent> events = new ArrayList<>();
        int done = 0;
        Duration arrival = Duration.ZERO;
        for (int i = 0; i + 1 < pieces.marks.length; i += 2) {
            int end = Math.toIntExact(pieces.marks[i]);
            arrival = Duration.ofNanos(pieces.marks[i + 1]);
            int line = end;
            while (line > done && pieces.bytes[line - 1] != '\n') {
                line--;
            }
            add(decoder.push(utf8(pieces.bytes, done, line)), arrival, events);
            done = line;
        }
        add(decoder.push(utf8(pieces.bytes, done, pieces.bytes.length)), arrival, events);
        add(decoder.finish(), arrival, events);
        return events;
    }

    private static void add(List<ServerSentEvent> arrived, Duration at, List<StreamEvent> events) {
        arrived.forEach(event -> events.add(new StreamEvent(at, event)));
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
