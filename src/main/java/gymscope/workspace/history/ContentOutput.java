package gymscope.workspace.history;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@link ContentInput} reads: texts as UTF-8 after their length, durations as microseconds and −1 for none. */
final class ContentOutput extends DataOutputStream {

    private static final int NANOS = 1000;

    ContentOutput(OutputStream out) {
        super(out);
    }

    void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeInt(utf8.length);
        write(utf8);
    }

    void texts(List<String> texts) throws IOException {
        writeInt(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    void duration(@Nullable Duration duration) throws IOException {
        writeLong(duration == null ? -1 : duration.toNanos() / NANOS);
    }

    void durations(List<Duration> durations) throws IOException {
        writeInt(durations.size());
        for (Duration duration : durations) {
            duration(duration);
        }
    }

    void sent(Map<String, String> headers) throws IOException {
        writeInt(headers.size());
        for (var header : headers.entrySet()) {
            text(header.getKey());
            text(header.getValue());
        }
    }

    void received(Map<String, List<String>> headers) throws IOException {
        writeInt(headers.size());
        for (var header : headers.entrySet()) {
            text(header.getKey());
            texts(header.getValue());
        }
    }
}
