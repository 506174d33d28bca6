package gymscope.servers.http;

import gymscope.wire.ApiError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a request (RFC 9112, sections 2 to 5). Refused are what could be read in two ways: folded lines,
 * blanks before a colon, control characters. Plain loops: every call passes here, most of them when the processor has long
 * done something else, and then it is the amount of code that takes the time.
 */
final class HeadReader {

    private static final int MOST_FIELDS = 100;
    /** The last character of ASCII. */
    private static final char DELETE = 127;
    private static final boolean[] OF_A_TOKEN = new boolean[DELETE];

    static {
        for (int character = '!'; character < DELETE; character++) {
            OF_A_TOKEN[character] = "\"(),/:;<=>?@[\\]{}".indexOf(character) < 0;
        }
    }

    private HeadReader() {
    }

    /**
     * Null when the client closed the connection between two requests.
     *
     * @throws HttpError 400, 431 or 505 for what is no request
     */
    static @Nullable RequestHead read(ConnectionInput input) throws IOException {
        int length = input.awaitHead();
        if (length < 0) {
            return null;
        }
        return parse(input.take(length));
    }

    static RequestHead parse(String head) {
        int end = endOfLine(head, 0);
        String[] first = head.substring(0, end).split(" ", -1);
        if (first.length != 3 || !isToken(first[0]) || !isTarget(first[1])) {
            throw malformed("The first line of the request is none of HTTP.");
        }
        if (!first[2].equals("HTTP/1.1") && !first[2].equals("HTTP/1.0")) {
            throw new HttpError(505, ApiError.invalidRequest("This server speaks HTTP/1.1.", null));
        }
        List<String> fields = new ArrayList<>(24);
        for (int start = next(head, end); start < head.length(); start = next(head, end)) {
            end = endOfLine(head, start);
            if (end > start) {
                field(head.substring(start, end), fields);
            }
        }
        return ofTarget(first[0], first[1], first[2].endsWith("0"), fields);
    }

    private static RequestHead ofTarget(String method, String target, boolean version10, List<String> fields) {
        String local = target;
        if (!target.startsWith("/")) {
            int authority = target.indexOf("://");
            int slash = authority < 0 ? -1 : target.indexOf('/', authority + 3);
            local = slash < 0 ? "/" : target.substring(slash);
        }
        int question = local.indexOf('?');
        return question < 0
                ? new RequestHead(method, local, null, version10, fields)
                : new RequestHead(method, local.substring(0, question), local.substring(question + 1), version10, fields);
    }

    private static void field(String line, List<String> fields) {
        int colon = line.indexOf(':');
        String name = colon < 1 ? "" : line.substring(0, colon);
        if (!isToken(name)) {
            throw malformed("A header line of the request is none of HTTP.");
        }
        String value = line.substring(colon + 1).strip();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if ((character < ' ' && character != '\t') || character == DELETE) {
                throw malformed("A header of the request holds a control character.");
            }
        }
        if (fields.size() >= 2 * MOST_FIELDS) {
            throw tooLong();
        }
        fields.add(name);
        fields.add(value);
    }

    private static int endOfLine(String head, int start) {
        int end = head.indexOf('\n', start);
        int last = end < 0 ? head.length() : end;
        return last > start && head.charAt(last - 1) == '\r' ? last - 1 : last;
    }

    private static int next(String head, int endOfLine) {
        int end = head.indexOf('\n', endOfLine);
        return end < 0 ? head.length() : end + 1;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= DELETE || !OF_A_TOKEN[character]) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isTarget(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character == DELETE) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static HttpError malformed(String message) {
        return HttpError.badRequest(message, null);
    }

    static HttpError tooLong() {
        return new HttpError(431, ApiError.invalidRequest("The headers of the request are too many or too long.", null));
    }

    /** The characters of a head: bytes above ASCII are kept one by one. */
    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
