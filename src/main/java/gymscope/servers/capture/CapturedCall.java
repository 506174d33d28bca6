package gymscope.servers.capture;

import gymscope.servers.http.ClientGone;
import gymscope.servers.http.EventStream;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.HttpError;
import gymscope.servers.http.UpstreamRecord;
import gymscope.wire.ApiError;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedExchange.Answered;
import gymscope.wire.ServedExchange.Asked;
import gymscope.wire.ServedExchange.Body;
import gymscope.wire.StreamEvent;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A call that hands everything on and remembers it. Belongs to the thread that handles the call. */
final class CapturedCall implements HttpCall {

    private static final int MOST_REMARKS = 20;
    private static final Map<String, List<String>> JSON = Map.of("content-type", List.of("application/json"));
    private static final Map<String, List<String>> EVENTS = Map.of("content-type", List.of("text/event-stream"));

    private final String server;
    private final HttpCall call;
    private final Instant at = Instant.now();
    private final long start = System.nanoTime();
    private final OpenCall open;
    private final AnswerBytes bytes = new AnswerBytes();
    private List<StreamEvent> events = List.of();
    private List<String> warnings = List.of();
    private List<CapturedUpstream> upstream = List.of();
    private Map<String, List<String>> added = Map.of();
    private Map<String, List<String>> headers = Map.of();
    private int status;
    private long tokens;
    private @Nullable Duration headersAfter;
    private @Nullable Duration firstAfter;
    private @Nullable String failure;

    CapturedCall(String server, HttpCall call, OpenCalls calls) {
        this.server = server;
        this.call = call;
        this.open = calls.begin(call, at);
    }

    /** What others see of it while it is open. */
    OpenCall open() {
        return open;
    }

    /** What was asked and answered, once the handler has returned. */
    ServedExchange ended() {
        Body body = events.isEmpty() ? bytes.toPieces() : new Body.Events(events);
        String why = failure == null && bytes.isCut()
                ? "Only the first %d MB of the answer were kept.".formatted(bytes.mostMegabytes())
                : failure;
        return new ServedExchange(new Asked(server, call.method(), url(), call.headers(), at), call.body(),
                new Answered(status, headers, new Timing(headersAfter, firstAfter, elapsed()), tokens, why, warnings), body,
                upstream.stream().map(CapturedUpstream::ended).toList());
    }

    private String url() {
        String host = call.header("Host");
        return host == null ? call.path() : "http://" + host + call.path();
    }

    /** The handler ended with this; the listener answers in its place. */
    void failed(Exception problem) {
        switch (problem) {
            case HttpError error -> answeredWith(error.status(), error.error());
            case Fault fault -> answeredWith(400, ApiError.invalidRequest(fault.sentence(), null));
            case ClientGone gone -> failure = gone.getMessage();
            case InterruptedException _ -> failure = "The server was stopped while it answered.";
            default -> answeredWith(500, new ApiError("The server failed: %s".formatted(Fault.sentenceOf(problem)),
                    "server_error", null, "internal_error"));
        }
    }

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public String path() {
        return call.path();
    }

    @Override
    public @Nullable String query(String name) {
        return call.query(name);
    }

    @Override
    public @Nullable String header(String name) {
        return call.header(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        return call.headers();
    }

    @Override
    public String pathRest() {
        return call.pathRest();
    }

    @Override
    public byte[] body() {
        return call.body();
    }

    @Override
    public ObjectNode json() {
        return call.json();
    }

    @Override
    public void respond(int code, JsonNode body) {
        byte[] written = Json.write(body).getBytes(StandardCharsets.UTF_8);
        try {
            respondRaw(code, JSON, written.length).write(written);
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }

    @Override
    public void respondEmpty(int code) {
        begin(code, Map.of());
        call.respondEmpty(code);
    }

    @Override
    public EventStream stream() {
        begin(200, EVENTS);
        List<StreamEvent> sent = new ArrayList<>();
        events = sent;
        EventStream out = call.stream();
        return event -> {
            Duration now = elapsed();
            firstAfter = firstAfter == null ? now : firstAfter;
            sent.add(new StreamEvent(now, event));
            open.sentEvent(event.data().length());
            out.send(event);
        };
    }

    @Override
    public OutputStream respondRaw(int code, Map<String, List<String>> answerHeaders, long length) {
        begin(code, answerHeaders);
        OutputStream out = call.respondRaw(code, answerHeaders, length);
        return new FilterOutputStream(out) {

            @Override
            public void write(byte[] piece, int offset, int count) throws IOException {
                took(piece, offset, count);
                out.write(piece, offset, count);
            }

            @Override
            public void write(int value) throws IOException {
                took(new byte[]{(byte) value}, 0, 1);
                out.write(value);
            }
        };
    }

    @Override
    public void abort() {
        failure = "The server broke the answer off.";
        call.abort();
    }

    @Override
    public UpstreamRecord recordUpstream() {
        CapturedUpstream asked = new CapturedUpstream(start);
        upstream = upstream.isEmpty() ? new ArrayList<>(1) : upstream;
        upstream.add(asked);
        return asked;
    }

    @Override
    public void upstreamTook(long nanos) {
        call.upstreamTook(nanos);
    }

    @Override
    public void countTokens(long generated) {
        tokens += generated;
        call.countTokens(generated);
    }

    @Override
    public void addHeader(String name, String value) {
        added = added.isEmpty() ? new HashMap<>() : added;
        added.put(name.toLowerCase(Locale.ROOT), List.of(value));
        call.addHeader(name, value);
    }

    @Override
    public void warn(String warning) {
        remember(warning);
        call.warn(warning);
    }

    @Override
    public void waits(@Nullable String what) {
        // A wait for a free place is usual; one after a refusal is worth telling later.
        if (what != null && what.contains(" after ")) {
            remember(what.replaceFirst("^waiting", "waited"));
        }
        open.waits(what);
        call.waits(what);
    }

    @Override
    public void tells(String line) {
        call.tells(line);
    }

    @Override
    public void onGone(Runnable end) {
        call.onGone(end);
    }

    @Override
    public void note(String problem) {
        remember(problem);
        call.note(problem);
    }

    private void remember(String remark) {
        warnings = warnings.isEmpty() ? new ArrayList<>() : warnings;
        if (warnings.size() < MOST_REMARKS) {
            warnings.add(remark);
        }
    }

    private void begin(int code, Map<String, List<String>> answerHeaders) {
        status = code;
        headers = answerHeaders;
        if (!added.isEmpty()) {
            headers = new HashMap<>(answerHeaders);
            headers.putAll(added);
        }
        headersAfter = elapsed();
        open.answers(code, isStream(answerHeaders));
    }

    private static boolean isStream(Map<String, List<String>> answerHeaders) {
        List<String> type = answerHeaders.get("content-type");
        return type != null && type.getFirst().startsWith("text/event-stream");
    }

    private void took(byte[] piece, int offset, int count) {
        Duration now = elapsed();
        firstAfter = firstAfter == null ? now : firstAfter;
        bytes.add(piece, offset, count, now.toNanos());
        open.sent(count);
    }

    private void answeredWith(int code, ApiError error) {
        if (status == 0) {
            begin(code, JSON);
            byte[] written = Json.write(error.toJson()).getBytes(StandardCharsets.UTF_8);
            took(written, 0, written.length);
        } else {
            failure = error.message();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
