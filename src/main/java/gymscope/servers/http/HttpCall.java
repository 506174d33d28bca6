package gymscope.servers.http;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request and the way to answer it. Belongs to the thread that handles it. Exactly one of the answering methods is
 * called; each throws {@link ClientGone} once the client has hung up.
 */
public interface HttpCall {

    /** The method in upper case. */
    String method();

    /** The path as it was sent, without the query. */
    String path();

    /** The decoded value of a query parameter, null when absent. */
    @Nullable
    String query(String name);

    /** The first value of a request header, whatever the case of its name; null when absent. */
    @Nullable
    String header(String name);

    /** All request headers. Neither a later call nor the end of this one changes them. */
    Map<String, List<String>> headers();

    /** The decoded rest of the path where the route ends in {@code /{…}}, else the empty text. */
    String pathRest();

    /** The request body, empty when there was none. */
    byte[] body();

    /**
     * The request body as a JSON object.
     *
     * @throws HttpError 400 when it is none, 415 when the content type says that it is something else
     */
    ObjectNode json();

    /** Adds a header to the answer, whichever way it is given; only before it begins. */
    void addHeader(String name, String value);

    /** Answers with a JSON document. */
    void respond(int status, JsonNode body);

    /** Answers without a body. */
    void respondEmpty(int status);

    /** Answers 200 with a stream of events, which is open until the handler returns. */
    EventStream stream();

    /**
     * Answers with bytes that are handed on as they come: flush to send what was written.
     *
     * @param headers for instance the content type
     * @param length the number of bytes, or -1 when it is not known
     */
    OutputStream respondRaw(int status, Map<String, List<String>> headers, long length);

    /** Breaks the connection off, so that the client sees that the answer is not whole. */
    void abort();

    /**
     * Tells what of the request or the answer could not be carried over as it stood; it is kept with the exchange.
     *
     * @param warning a sentence for the person who looks at the exchange
     */
    void warn(String warning);

    /** Tells what the call waits for, for those who watch the server; null when it goes on. */
    void waits(@Nullable String what);

    /**
     * Has this run, on another thread, when the client hangs up or the server stops before the call is answered; at once
     * when that has happened. This thread is interrupted too, but that ends no wait for a socket on a platform thread.
     */
    void onGone(Runnable end);

    /** Tells something for the server's log while the call goes on. */
    default void tells(String line) {
        // Only what listens itself has a log.
    }

    /** Tells what was wrong with a call that is answered all the same, for the log. */
    void note(String problem);

    /** Tells how many tokens this call generated, for the log and the counters. */
    void countTokens(long generated);

    /** A record of a request to an upstream that is about to be made for this call. */
    default UpstreamRecord recordUpstream() {
        return UpstreamRecord.NONE;
    }

    /** Tells how long an upstream took in answering this call, for the log and the figures; several times are added up. */
    default void upstreamTook(long nanos) {
        // Only what listens itself measures.
    }
}
