package gymscope.servers.http;

import gymscope.wire.ApiError;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads the body of a request: a given length, or chunks (RFC 9112, sections 6 and 7). */
final class BodyReader {

    private static final int MOST_CHUNK_LINE = 256;
    private static final int MOST_TRAILERS = 100;
    private static final int MOST_LENGTH_DIGITS = 12;
    private static final int FIRST_SIZE = 64 << 10;

    private final RequestHead head;
    private final ConnectionInput input;
    private final long length;
    private final boolean chunked;

    /**
     * @throws HttpError 400 for a length that can be understood in two ways, 501 for a transfer coding other than chunked
     */
    BodyReader(RequestHead head, ConnectionInput input) {
        this.head = head;
        this.input = input;
        List<String> codings = head.values("Transfer-Encoding");
        List<String> lengths = head.values("Content-Length");
        if (codings.size() > 1 || (codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked"))) {
            throw new HttpError(501, ApiError.invalidRequest("The only transfer coding that is read is chunked.", null));
        }
        boolean clear = lengths.isEmpty()
                || (codings.isEmpty() && lengths.size() == 1 && isLength(lengths.getFirst()));
        if (!clear) {
            throw HeadReader.malformed("The length of the request's body is not clear.");
        }
        chunked = !codings.isEmpty();
        length = lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst());
    }

    private static boolean isLength(String text) {
        return text.length() <= MOST_LENGTH_DIGITS && Digits.only(text, 0);
    }

    /** Whether the client waits for a word before it sends the body. */
    boolean isAwaited() {
        return (chunked || length > 0) && head.says("Expect", "100-continue");
    }

    /** Whether so short a body follows that it is read and dropped rather than the connection closed. */
    boolean isShort() {
        return !chunked && length <= FIRST_SIZE && !isAwaited();
    }

    /**
     * The whole body.
     *
     * @throws HttpError 413 when it is longer than this
     */
    byte[] read(int most) throws IOException {
        if (chunked) {
            return readChunks(most);
        }
        if (length > most) {
            throw tooLarge(most);
        }
        byte[] body = new byte[(int) Math.min(length, FIRST_SIZE)];
        for (int count = 0; count < length;) {
            if (count == body.length) {
                // Grows with what has come, not with what was announced.
                body = Arrays.copyOf(body, (int) Math.min(length, 2L * body.length));
            }
            count += readSome(body, count, body.length - count);
        }
        return body;
    }

    private byte[] readChunks(int most) throws IOException {
        byte[] body = {};
        int count = 0;
        for (int size = chunkSize(most); size > 0; size = chunkSize(most)) {
            if (size > most - count) {
                throw tooLarge(most);
            }
            for (int left = size; left > 0;) {
                if (count == body.length) {
                    body = Arrays.copyOf(body, Math.min(most, Math.max(2 * body.length, Math.min(left, FIRST_SIZE) + count)));
                }
                int read = readSome(body, count, Math.min(left, body.length - count));
                count += read;
                left -= read;
            }
            if (!input.line(1).isEmpty()) {
                throw HeadReader.malformed("A chunk of the request's body is longer than its size.");
            }
        }
        int trailers = 0;
        while (!input.line(MOST_CHUNK_LINE).isEmpty()) {
            if (++trailers > MOST_TRAILERS) {
                throw HeadReader.tooLong();
            }
        }
        return count == body.length ? body : Arrays.copyOf(body, count);
    }

    private int chunkSize(int most) throws IOException {
        String line = input.line(MOST_CHUNK_LINE);
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).strip();
        if (!size.matches("[0-9a-fA-F]{1,12}")) {
            throw HeadReader.malformed("A chunk of the request's body has no size.");
        }
        long value = Long.parseLong(size, 16);
        if (value > most) {
            throw tooLarge(most);
        }
        return (int) value;
    }

    private int readSome(byte[] target, int offset, int most) throws IOException {
        int count = input.read(target, offset, most);
        if (count < 0) {
            throw new EOFException("the connection ended within a request");
        }
        return count;
    }

    private static HttpError tooLarge(int most) {
        return new HttpError(413, new ApiError("The request body is larger than %,d bytes.".formatted(most),
                "invalid_request_error", null, "request_too_large"));
    }
}
