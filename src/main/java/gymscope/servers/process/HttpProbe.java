package gymscope.servers.process;

import gymscope.wire.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks once whether something answers at an address. Not a call that anyone wants to see in a history. */
public final class HttpProbe {

    private static final int MOST_BYTES = 300;
    private static final int FIRST_ERROR = 400;

    private HttpProbe() {
    }

    /**
     * What came back.
     *
     * @param status the HTTP status, 0 when nothing answered
     * @param words what is so, to stand behind the address: "answers 503: Loading model", "does not answer yet"
     * @param body its text, cut after so many bytes as were wanted; empty when there is none
     */
    public record Answer(int status, String words, String body) {

        static Answer none(String words) {
            return new Answer(0, words, "");
        }

        /** Whether anything answered at all. */
        public boolean isThere() {
            return status > 0;
        }

        /** Whether it answered with 2xx. */
        public boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /** Asks with GET, past every proxy, without following redirects. */
    public static Answer ask(URI address, Duration most) {
        return ask(address, most, null, MOST_BYTES);
    }

    /**
     * The same, and shows a token.
     *
     * @param token null for none
     * @param bytes how much of the body is read at most
     */
    static Answer ask(URI address, Duration most, @Nullable Secret token, int bytes) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) most.toMillis());
            connection.setReadTimeout((int) most.toMillis());
            connection.setInstanceFollowRedirects(false);
            if (token != null) {
                connection.setRequestProperty("Authorization", "Bearer " + token.reveal());
            }
            int status = connection.getResponseCode();
            String body = body(connection, bytes);
            return new Answer(Math.max(status, 1), "answers %d%s".formatted(status, status >= FIRST_ERROR ? shown(body) : ""),
                    body);
        } catch (ConnectException refused) {
            return Answer.none("does not answer yet");
        } catch (SocketTimeoutException slow) {
            return Answer.none("took longer than %d s to answer".formatted(most.toSeconds()));
        } catch (IOException | IllegalArgumentException | ClassCastException odd) {
            return Answer.none("does not answer in HTTP");
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static String body(HttpURLConnection connection, int bytes) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status >= FIRST_ERROR ? connection.getErrorStream() : connection.getInputStream()) {
            return body == null ? "" : new String(body.readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }

    private static String shown(String body) {
        String words = body.length() > MOST_BYTES ? body.substring(0, MOST_BYTES) : body;
        return words.isBlank() ? "" : ": " + words.replaceAll("\\s+", " ").strip();
    }
}
