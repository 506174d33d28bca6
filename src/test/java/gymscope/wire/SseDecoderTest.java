package gymscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {

    private static final String STREAM = ": hello\r\nevent: a\r\ndata: {\"x\": 1}\r\n\r\ndata: two\ndata: lines\n\nid: 7\nretry: 3\n\ndata:\rdata: tail\r\rdata: cut";

    private static final List<ServerSentEvent> EVENTS = List.of(new ServerSentEvent("a", "{\"x\": 1}"),
            new ServerSentEvent(null, "two\nlines"), new ServerSentEvent(null, "\ntail"), new ServerSentEvent(null, "cut"));

    @Test
    void readsEveryLineEnd() {
        assertThat(decode(List.of(STREAM))).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesNotDependOnThePieces(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < STREAM.length();) {
                int end = Math.min(STREAM.length(), at + 1 + random.nextInt(6));
                pieces.add(STREAM.substring(at, end));
                at = end;
            }
            assertThat(decode(pieces)).as("seed %d, pieces %s", seed, pieces).isEqualTo(EVENTS);
        }
    }

    @Test
    void readsWhatItWrites() {
        ServerSentEvent event = ServerSentEvent.of("response.created", Json.parse("{\"text\": \"a\\nb\"}"));
        assertThat(decode(List.of(event.encode()))).containsExactly(event);
    }

    private static List<ServerSentEvent> decode(List<String> pieces) {
        SseDecoder decoder = new SseDecoder();
        List<ServerSentEvent> events = new ArrayList<>();
        pieces.forEach(piece -> events.addAll(decoder.push(piece)));
        events.addAll(decoder.finish());
        return events;
    }
}
