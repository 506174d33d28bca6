package gymscope.servers.http;

import gymscope.wire.ApiError;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call on a connection. */
final class SocketCall implements HttpCall {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final Map<String, List<String>> JSON = Map.of(CONTENT_TYPE, List.of("application/json"));
    private static final Map<String, List<String>> EVENTS = Map.of(CONTENT_TYPE, List.of("text/event-stream; charset=utf-8"),
            "Cache-Control", List.of("no-cache"));
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final RequestHead head;
    private final Answer answer;
    private final CallObserver observer;
    private final List<Runnable> endings = new ArrayList<>();
    private boolean gone;
    private byte[] body = {};
    private Map<String, List<String>> added = Map.of();
    private String pathRest = "";
    private String note = "";
    private boolean streaming;
    private boolean broken;
    private int status;
    private long tokens;
    private long upstreamNanos;

    SocketCall(RequestHead head, Answer answer, CallObserver observer) {
        this.head = head;
        this.answer = answer;
        this.observer = observer;
    }

    void routed(Route route) {
        if (route.takesRest()) {
            pathRest = decoded(path().substring(route.prefix().length()).replace("+", "%2B"));
        }
    }

    void hasBody(byte[] bytes) {
        body = bytes;
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        return head.path();
    }

    @Override
    public @Nullable String query(String name) {
        String query = head.query();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return decoded(pair.substring(equals < 0 ? pair.length() : equals + 1));
            }
        }
        return null;
    }

    @Override
    public @Nullable String header(String name) {
        return head.field(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        return head.toMap();
    }

    @Override
    public String pathRest() {
        return pathRest;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public ObjectNode json() {
        String type = header(CONTENT_TYPE);
        if (type != null && !isJson(type)) {
            throw new HttpError(415, new ApiError("The body must be JSON, but its content type is %s.".formatted(type),
                    "invalid_request_error", null, "unsupported_media_type"));
        }
        try {
            return Json.parseObject(new String(body, StandardCharsets.UTF_8));
        } catch (Fault fault) {
            throw HttpError.badRequest(fault.sentence(), null);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(added);
        all.put(name, List.of(value));
        added = all;
    }

    @Override
    public void respond(int code, JsonNode answered) {
        byte[] bytes = Json.write(answered).getBytes(StandardCharsets.UTF_8);
        begin(code, JSON, bytes.length);
        attempt(() -> answer.write(bytes, 0, bytes.length));
    }

    @Override
    public void respondEmpty(int code) {
        begin(code, Map.of(), 0);
    }

    @Override
    public EventStream stream() {
        begin(200, EVENTS, -1);
        attempt(answer::flush);
        streaming = true;
        return this::send;
    }

    @Override
    public OutputStream respondRaw(int code, Map<String, List<String>> fields, long length) {
        begin(code, fields, length);
        return new FilterOutputStream(OutputStream.nullOutputStream()) {

            @Override
            public void write(byte[] bytes, int offset, int count) {
                attempt(() -> answer.write(bytes, offset, count));
            }

            @Override
            public void write(int value) {
                attempt(() -> answer.write(new byte[]{(byte) value}, 0, 1));
            }

            @Override
            public void flush() {
                attempt(answer::flush);
            }
        };
    }

    @Override
    public void abort() {
        broken = true;
    }

    @Override
    public void warn(String warning) {
        // What was served is written down around the call; nothing of it concerns the wire.
    }

    @Override
    public void waits(@Nullable String what) {
        observer.waits(number, what);
    }

    @Override
    public void tells(String line) {
        observer.tells(line);
    }

    @Override
    public void onGone(Runnable end) {
        synchronized (endings) {
            if (!gone) {
                endings.add(end);
                return;
            }
        }
        end.run();
    }

    /** Nobody waits for the answer any more. */
    void end() {
        List<Runnable> all;
        synchronized (endings) {
            gone = true;
            all = List.copyOf(endings);
        }
        all.forEach(Runnable::run);
    }

    @Override
    public void note(String problem) {
        note = problem;
    }

    @Override
    public void upstreamTook(long nanos) {
        upstreamNanos += nanos;
    }

    /** How long upstreams took, 0 when none was asked. */
    long upstreamNanos() {
        return upstreamNanos;
    }

    @Override
    public void countTokens(long generated) {
        tokens += generated;
        observer.generated(generated);
    }

    /** Answers with an error, in whatever way the state of the answer still allows; returns its words. */
    String fail(HttpError error) {
        try {
            if (status == 0) {
                respond(error.status(), error.error().toJson());
            } else if (streaming) {
                send(ServerSentEvent.of(error.error().toJson()));
            } else {
                abort();
            }
        } catch (ClientGone gone) {
            return clientGone();
        }
        return error.error().message();
    }

    /** Ends an answer that went well. */
    void finish() {
        if (!broken) {
            attempt(answer::finish);
        }
    }

    String clientGone() {
        status = CallObserver.CLIENT_GONE;
        abort();
        return ClientGone.SENTENCE;
    }

    /** Whether the connection is to be broken off, so that the client sees that the answer is not whole. */
    boolean isBroken() {
        return broken;
    }

    String noted() {
        return note;
    }

    int status() {
        return status;
    }

    long tokens() {
        return tokens;
    }

    private void begin(int code, Map<String, List<String>> fields, long length) {
        if (status != 0) {
            throw new IllegalStateException("the call was answered already");
        }
        if (added.isEmpty()) {
            answer.begin(code, fields, length);
        } else {
            Map<String, List<String>> all = new LinkedHashMap<>(fields);
            all.putAll(added);
            answer.begin(code, all, length);
        }
        status = code;
    }

    private void send(ServerSentEvent event) {
        byte[] bytes = event.encode().getBytes(StandardCharsets.UTF_8);
        attempt(() -> answer.write(bytes, 0, bytes.length));
    }

    private static boolean isJson(String type) {
        return type.equals("application/json")
                || type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().matches("application/(.*\\+)?json");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw HttpError.badRequest("The address holds a % that is followed by no two hexadecimal digits.", null);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void attempt(Write write) {
        try {
            write.run();
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }
}
