package gymscope.servers.upstream;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Call;
import gymscope.client.Endpoint;
import gymscope.client.NoAnswer;
import gymscope.client.Payload;
import gymscope.client.RawAnswer;
import gymscope.client.Trouble;
import gymscope.servers.http.Digits;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.HttpError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One upstream as one server calls it. Thread-safe. */
public final class Upstream {

    /** Of the client's headers only these concern the upstream; the client's own token must never reach it. */
    private static final List<String> HANDED_ON = List.of("Accept", "Idempotency-Key", "OpenAI-Beta", "OpenAI-Organization",
            "OpenAI-Project", "X-Client-Request-Id", "X-Request-Id");
    /** Headers of the upstream's connection, not of its answer. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding", "content-length",
            "content-encoding", "date", "server", "set-cookie", "strict-transport-security", "alt-svc", "trailer", "upgrade");

    private static final int MOST_DIGITS = 18;

    private final ApiClient client;
    private final Endpoint endpoint;
    private final Map<String, String> headers;
    private final UpstreamCalls calls;

    /**
     * An upstream.
     *
     * @param headers sent with every request
     * @param calls how often and how long it is asked
     */
    public Upstream(ApiClient client, Endpoint endpoint, Map<String, String> headers, UpstreamCalls calls) {
        this.client = client;
        this.endpoint = endpoint;
        this.headers = Map.copyOf(headers);
        this.calls = calls;
    }

    /** Whom it asks. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Asks for something and hands the answer on as it comes, byte by byte. */
    public void handOnGet(HttpCall call, String path) throws IOException {
        try (RawAnswer answer = open(call, ApiRequest.get(endpoint, path))) {
            handOn(call, answer);
        }
    }

    /** Posts a request as it stands and hands the answer on as it comes, byte by byte. */
    public void handOnPost(HttpCall call, String path, Payload body) throws IOException {
        try (RawAnswer answer = open(call, ApiRequest.post(endpoint, path, body))) {
            handOn(call, answer);
        }
    }

    /**
     * Posts a request; the answer is read by the caller, who closes it.
     *
     * @param path as {@link Endpoint#url} takes it
     * @throws HttpError 502 when no answer came
     */
    public RawAnswer post(HttpCall call, String path, ObjectNode body) {
        return open(call, ApiRequest.post(endpoint, path, body));
    }

    /**
     * Posts a request and reads the whole answer.
     *
     * @throws HttpError 502 when no whole answer came
     */
    public Reply ask(HttpCall call, String path, ObjectNode body) {
        return whole(post(call, path, body));
    }

    /** The same with a request as it stands. */
    public Reply ask(HttpCall call, String path, Payload body) {
        return whole(open(call, ApiRequest.post(endpoint, path, body)));
    }

    /**
     * Reads the rest of an answer and closes it, so that another request may take its place.
     *
     * @throws HttpError 502 when it breaks off
     */
    public static Reply whole(RawAnswer answer) {
        try (answer) {
            return new Reply(answer.status(), headersOf(answer), answer.body().readAllBytes());
        } catch (IOException brokenOff) {
            throw HttpError.badGateway("The answer of the upstream broke off: %s".formatted(brokenOff.getMessage()));
        }
    }

    /** Hands an answer on as it comes, byte by byte. */
    public static void handOn(HttpCall call, RawAnswer answer) throws IOException {
        UsageWatch usage = new UsageWatch();
        OutputStream out = call.respondRaw(answer.status(), headersOf(answer), lengthOf(answer));
        if (!answer.hasArrived() && lengthOf(answer) < 0) {
            out.flush();
        }
        for (byte[] piece = next(answer); piece != null; piece = next(answer)) {
            out.write(piece);
            out.flush();
            usage.take(piece, piece.length);
        }
        call.countTokens(usage.generatedTokens());
        noteTrouble(call, answer, usage.tail());
    }

    private RawAnswer open(HttpCall call, ApiRequest request) {
        try {
            Call asked = client.newCall(calls.prepare(withHeaders(call, request), call));
            call.onGone(asked::cancel);
            return asked.open();
        } catch (NoAnswer none) {
            String words = "The upstream of '%s' gave no answer. %s %s".formatted(endpoint.name(), none.sentence(), none.hint());
            throw none.isLate() ? HttpError.gatewayTimeout(words) : HttpError.badGateway(words);
        }
    }

    private ApiRequest withHeaders(HttpCall call, ApiRequest request) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : HANDED_ON) {
            String value = call.header(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        all.putAll(headers);
        if (endpoint.key() != null) {
            // As in NeMo Gym, a configured header never takes the place of the key.
            all.remove("Authorization");
        }
        return request.withHeaders(all);
    }

    private static void noteTrouble(HttpCall call, RawAnswer answer, String body) {
        Trouble trouble = Trouble.of(answer.status(), answer.headers(), body);
        if (trouble != null) {
            call.note(trouble.sentence() + " " + trouble.hint());
        }
    }

    private static byte @Nullable [] next(RawAnswer answer) {
        try {
            return answer.next();
        } catch (IOException brokenOff) {
            throw HttpError.badGateway("The answer of the upstream broke off: %s".formatted(brokenOff.getMessage()));
        }
    }

    private static Map<String, List<String>> headersOf(RawAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(OF_THE_CONNECTION);
        return headers;
    }

    private static long lengthOf(RawAnswer answer) {
        List<String> length = answer.headers().get("content-length");
        if (length == null || length.getFirst().length() > MOST_DIGITS || !Digits.only(length.getFirst(), 0)) {
            return -1;
        }
        return Long.parseLong(length.getFirst());
    }
}
