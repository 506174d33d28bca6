package gymscope.workspace.history;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ContentOutput} wrote. */
final class ContentInput extends DataInputStream {

    private static final int NANOS = 1000;

    ContentInput(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
    }

    String text() throws IOException {
        return new String(readNBytes(readInt()), StandardCharsets.UTF_8);
    }

    List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = readInt(); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    @Nullable
    Duration duration() throws IOException {
        long micros = readLong();
        return micros < 0 ? null : Duration.ofNanos(micros * NANOS);
    }

    /** Durations that are all known. */
    List<Duration> durations() throws IOException {
        List<Duration> durations = new ArrayList<>();
        for (int i = readInt(); i > 0; i--) {
            durations.add(Duration.ofNanos(readLong() * NANOS));
        }
        return durations;
    }

    Map<String, String> sent() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = readInt(); i > 0; i--) {
            headers.put(text(), text());
        }
        return headers;
    }

    Map<String, List<String>> received() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = readInt(); i > 0; i--) {
            headers.put(text(), texts());
        }
        return headers;
    }
}
