package gymscope.workspace.history;

import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to upstreams for one served call, as it lies at the end of the call's content. A body that is the served
 * one's lies there once only.
 */
final class UpstreamContent {

    private UpstreamContent() {
    }

    static void write(ContentOutput out, List<Exchange> upstream, String servedRequest, String servedResponse)
            throws IOException {
        out.writeInt(upstream.size());
        for (Exchange attempt : upstream) {
            out.text(attempt.endpoint());
            out.text(attempt.method());
            out.text(attempt.url());
            out.writeLong(attempt.startedAt().toEpochMilli());
            out.sent(attempt.requestHeaders());
            body(out, attempt.requestBody(), servedRequest);
            out.writeInt(attempt.status());
            out.received(attempt.responseHeaders());
            body(out, attempt.responseBody(), servedResponse);
            out.durations(attempt.events().stream().map(StreamEvent::arrival).toList());
            out.duration(attempt.timing().headers());
            out.duration(attempt.timing().firstEvent());
            out.duration(attempt.timing().total());
            out.text(Objects.requireNonNullElse(attempt.failure(), ""));
        }
    }

    /** @param id the number of the call that they were made for */
    static List<Exchange> read(ContentInput in, long id, String servedRequest, String servedResponse) throws IOException {
        List<Exchange> upstream = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            String endpoint = in.text();
            String method = in.text();
            String url = in.text();
            Instant startedAt = Instant.ofEpochMilli(in.readLong());
            var sent = in.sent();
            String request = body(in, servedRequest);
            int status = in.readInt();
            var received = in.received();
            String response = body(in, servedResponse);
            List<StreamEvent> events = ExchangeContent.events(response, in.durations());
            Timing timing = new Timing(in.duration(), in.duration(), Objects.requireNonNullElse(in.duration(), Duration.ZERO));
            upstream.add(new Exchange(id, endpoint, method, url, sent, request, status, received, response, events, startedAt,
                    timing, nullIfEmpty(in.text())));
        }
        return upstream;
    }

    private static void body(ContentOutput out, String body, String served) throws IOException {
        boolean own = !body.equals(served);
        out.writeBoolean(own);
        if (own) {
            out.text(body);
        }
    }

    private static String body(ContentInput in, String served) throws IOException {
        return in.readBoolean() ? in.text() : served;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
