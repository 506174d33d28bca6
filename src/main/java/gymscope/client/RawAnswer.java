package gymscope.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is read by the caller, byte by byte as it comes. Reading fails with an {@code IOException} whose
 * message is a sentence.
 */
public final class RawAnswer implements AutoCloseable {

    private final int status;
    private final Map<String, List<String>> headers;
    private final BufferedSource source;
    private final CallWatch watch;
    private final Runnable end;
    private boolean closed;

    RawAnswer(int status, Map<String, List<String>> headers, BufferedSource source, CallWatch watch, Runnable end) {
        this.status = status;
        this.headers = headers;
        this.source = source;
        this.watch = watch;
        this.end = end;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The body; what has arrived is returned without waiting for more. The call's watch is told what is read. */
    public InputStream body() {
        return new FilterInputStream(source.inputStream()) {

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0) {
                    watch.read(bytes, offset, count);
                }
                return count;
            }

            @Override
            public int read() throws IOException {
                int value = super.read();
                if (value >= 0) {
                    watch.read(new byte[]{(byte) value}, 0, 1);
                }
                return value;
            }
        };
    }

    /** What has arrived, at least one byte; waits for it. Null at the end. Holds no memory while it waits. */
    public byte @Nullable [] next() throws IOException {
        return source.exhausted() ? null : source.getBuffer().readByteArray();
    }

    /** Whether {@link #next} has something without waiting. */
    public boolean hasArrived() {
        return source.getBuffer().size() > 0;
    }

    /** Ends the call; a body that is not at its end is cancelled. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            end.run();
        }
    }
}
