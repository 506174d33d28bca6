package gymscope.servers.capture;

import gymscope.servers.http.CallObserver;
import gymscope.servers.http.HttpCall;
import gymscope.servers.http.Route;
import gymscope.wire.ServedSink;
import java.io.IOException;
import java.util.List;

/**
 * Puts the capture around routes: those that are posted to, which are the model calls. What is asked of a server about
 * itself is not kept.
 *
 * @param server the server's name
 * @param sink takes what was served
 * @param open where a call stands while it is being answered
 */
public record CapturedRoutes(String server, ServedSink sink, OpenCalls open) {

    /** The routes with the capture around them. */
    public List<Route> around(List<Route> routes) {
        return sink.equals(ServedSink.NONE) ? routes : routes.stream().map(this::around).toList();
    }

    /** An observer that keeps what no route has had because it was refused, and hands all else on. */
    public RefusedCalls refusals(CallObserver next) {
        return new RefusedCalls(server, sink, next);
    }

    private Route around(Route route) {
        return route.method().equals("POST") ? new Route("POST", route.path(), call -> handle(route, call)) : route;
    }

    private void handle(Route route, HttpCall call) throws IOException, InterruptedException {
        if (!sink.isOpen()) {
            route.handler().handle(call);
            return;
        }
        CapturedCall captured = new CapturedCall(server, call, open);
        try {
            route.handler().handle(captured);
        } catch (IOException | InterruptedException | RuntimeException problem) {
            captured.failed(problem);
            throw problem;
        } finally {
            open.end(captured.open());
            sink.accept(captured.ended());
        }
    }
}
