package gymscope.workspace.history;

import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.SseDecoder;
import gymscope.wire.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The large part of an exchange as it lies in the database: headers, bodies, and when each event came. Its form: a
 * version byte, then fields in a fixed order. The first version had no upstream.
 *
 * @param arrivals of the events that the response body holds, in order; empty when it is no stream
 * @param warnings what could not be carried over
 * @param upstream what was sent to upstreams for it, where that is not the same
 */
record ExchangeContent(Map<String, String> requestHeaders, String requestBody, Map<String, List<String>> responseHeaders,
        String responseBody, List<Duration> arrivals, @Nullable Duration headers, @Nullable Duration firstEvent,
        List<String> warnings, List<Exchange> upstream) {

    private static final int FIRST_VERSION = 1;
    private static final int VERSION = 2;
    private static final int LARGEST = 1 << 30;

    static ExchangeContent of(Exchange exchange, List<String> warnings, List<Exchange> upstream) {
        return new ExchangeContent(exchange.requestHeaders(), exchange.requestBody(), exchange.responseHeaders(),
                exchange.responseBody(), exchange.events().stream().map(StreamEvent::arrival).toList(),
                exchange.timing().headers(), exchange.timing().firstEvent(), warnings, upstream);
    }

    /** The events of the body with their times. */
    List<StreamEvent> events() {
        return events(responseBody, arrivals);
    }

    /** The events of a stream's text with their times; none without times. */
    static List<StreamEvent> events(String body, List<Duration> arrivals) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        SseDecoder decoder = new SseDecoder();
        List<ServerSentEvent> decoded = new ArrayList<>(decoder.push(body));
        decoded.addAll(decoder.finish());
        List<StreamEvent> events = new ArrayList<>();
        for (int i = 0; i < decoded.size(); i++) {
            events.add(new StreamEvent(arrivals.get(Math.min(i, arrivals.size() - 1)), decoded.get(i)));
        }
        return events;
    }

    Timing timing(Duration total) {
        return new Timing(headers, firstEvent, total);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(requestBody.length() + responseBody.length() + 1024);
        try (ContentOutput out = new ContentOutput(bytes)) {
            out.writeByte(VERSION);
            out.sent(requestHeaders);
            out.text(requestBody);
            out.received(responseHeaders);
            out.text(responseBody);
            out.durations(arrivals);
            out.duration(headers);
            out.duration(firstEvent);
            out.texts(warnings);
            UpstreamContent.write(out, upstream, requestBody, responseBody);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param id the exchange's number
     * @throws IOException when it is something else
     */
    static ExchangeContent decode(byte[] bytes, long id) throws IOException {
        ContentInput in = new ContentInput(bytes);
        int version = in.readByte();
        if (version < FIRST_VERSION || version > VERSION) {
            throw new IOException("it has the unknown form %d".formatted(version));
        }
        Map<String, String> sent = in.sent();
        String request = in.text();
        Map<String, List<String>> received = in.received();
        String response = in.text();
        List<Duration> arrivals = in.durations();
        Duration headers = in.duration();
        Duration firstEvent = in.duration();
        List<String> warnings = in.texts();
        List<Exchange> upstream = version == FIRST_VERSION ? List.of() : UpstreamContent.read(in, id, request, response);
        return new ExchangeContent(sent, request, received, response, arrivals, headers, firstEvent, warnings, upstream);
    }

    /** Compressed, for the disk. */
    static byte[] deflate(byte[] bytes, Deflater deflater) {
        deflater.reset();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        byte[] buffer = new byte[1 << 14];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
    }

    /**
     * What {@link #deflate} took.
     *
     * @throws IOException when it is something else
     */
    static byte[] inflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 4);
        byte[] buffer = new byte[1 << 14];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes);
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 || out.size() > LARGEST) {
                    throw new IOException("it is cut off");
                }
                out.write(buffer, 0, count);
            }
        } catch (DataFormatException problem) {
            throw new IOException("it is damaged", problem);
        }
        return out.toByteArray();
    }
}
