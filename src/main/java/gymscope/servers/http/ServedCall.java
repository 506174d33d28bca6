package gymscope.servers.http;

import gymscope.servers.http.HttpListener.Settings;
import gymscope.wire.ApiError;
import gymscope.wire.Fault;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from the guards to the end of its answer. */
final class ServedCall {

    private static final Logger LOG = LoggerFactory.getLogger(ServedCall.class);

    private final Connection connection;
    private final Settings settings;
    private final Router router;
    private final CallObserver observer;
    private final BodyReader body;
    private final Answer answer;
    private final SocketCall call;
    private final long started = System.nanoTime();
    private boolean bodyIsRead;

    ServedCall(Connection connection, Settings settings, Router router, CallObserver observer, RequestHead head, BodyReader body,
            Answer answer) {
        this.connection = connection;
        this.settings = settings;
        this.router = router;
        this.observer = observer;
        this.body = body;
        this.answer = answer;
        this.call = new SocketCall(head, answer, observer);
    }

    boolean bodyIsRead() {
        return bodyIsRead;
    }

    /** Answers it; false when the connection is to be broken off. */
    boolean run() {
        String problem = "";
        observer.started();
        try {
            problem = answer();
        } finally {
            observer.finished(new CallObserver.Finished(call.method(), call.path(), call.status(),
                    elapsed(), call.tokens(), problem,
                    Duration.ofNanos(call.upstreamNanos())));
        }
        return !call.isBroken();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Returns what went wrong, or the empty text. */
    private String answer() {
        Route route;
        try {
            settings.guard().check(call);
            route = router.find(call.method(), call.path());
            call.routed(route);
            call.hasBody(connection.read(body));
            bodyIsRead = true;
        } catch (HttpError error) {
            if (!body.isShort()) {
                answer.closeAfterwards();
            }
            String problem = call.fail(error);
            observer.refused(call, error, elapsed());
            return problem;
        } catch (ClientGone gone) {
            return call.clientGone();
        }
        return handle(route);
    }

    private String handle(Route route) {
        connection.answering(call::end);
        try {
            route.handler().handle(call);
            call.finish();
            connection.answered();
            return call.noted();
        } catch (IOException | InterruptedException | RuntimeException problem) {
            boolean gone = connection.answered() || problem instanceof ClientGone;
            return gone ? call.clientGone() : failed(problem);
        }
    }

    private String failed(Exception problem) {
        return switch (problem) {
            case HttpError error -> call.fail(error);
            case Fault fault -> call.fail(HttpError.badRequest(fault.sentence(), null));
            case InterruptedException _ -> call.fail(HttpError.unavailable("The server is being stopped."));
            default -> {
                LOG.error("{} {} failed", call.method(), call.path(), problem);
                yield call.fail(new HttpError(500, new ApiError("The server failed: %s".formatted(Fault.sentenceOf(problem)),
                        "server_error", null, "internal_error")));
            }
        };
    }
}
