package gymscope.servers.http;

import java.io.IOException;

/**
 * One method on one path.
 *
 * @param method in upper case
 * @param path for instance {@code /v1/models}, or {@code /v1/models/{model}} where the last part takes the rest of the
 *            path
 * @param handler what answers
 */
public record Route(String method, String path, Handler handler) {

    /** Answers one call: blocking code that reads top to bottom, on a thread of its own. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Answers one call.
         *
         * @throws HttpError to answer with that error
         * @throws gymscope.wire.Fault to answer 400 with its words
         * @throws ClientGone when the client has hung up
         * @throws InterruptedException when the server is being stopped
         */
        void handle(HttpCall call) throws IOException, InterruptedException;
    }

    /** A route for GET. */
    public static Route get(String path, Handler handler) {
        return new Route("GET", path, handler);
    }

    /** A route for POST. */
    public static Route post(String path, Handler handler) {
        return new Route("POST", path, handler);
    }

    boolean takesRest() {
        return path.endsWith("}");
    }

    /** The path up to and with the slash before the variable part. */
    String prefix() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    boolean matches(String requested) {
        return takesRest() ? requested.length() > prefix().length() && requested.startsWith(prefix()) : requested.equals(path);
    }
}
