package gymscope.servers.local;

import gymscope.servers.http.HttpCall;
import gymscope.servers.local.request.RequestReader;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of members that a request has and nobody knows. As in vLLM they do not fail the request; here they stand in the
 * server's log, since a misspelt parameter is otherwise never noticed.
 *
 * @param log takes a line
 */
record UnknownMembers(Consumer<String> log) {

    void tell(HttpCall call, RequestReader request) {
        List<String> names = request.unknown();
        if (!names.isEmpty()) {
            log.accept("%s: ignored unknown %s".formatted(call.path(), String.join(", ", names)));
        }
    }
}
