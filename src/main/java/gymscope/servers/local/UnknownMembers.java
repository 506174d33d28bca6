package gymscope.servers.local;

import gymscope.servers.http.HttpCall;
import gymscope.servers.local.request.RequestReader;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells of members that a request has and nobody knows. As in vLLM they do not fail the request; here they stand in the
 * server's log and in the answer's header {@code X-Gymscope-Ignored}, since a misspelt parameter is otherwise never
 * noticed.
 *
 * @param log takes a line
 */
record UnknownMembers(Consumer<String> log) {

    private static final String HEADER = "X-Gymscope-Ignored";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MOST = 20;

    void tell(HttpCall call, RequestReader request) {
        List<String> names = request.unknown();
        if (!names.isEmpty()) {
            call.addHeader(HEADER, names.stream().filter(name -> NAME.matcher(name).matches()).limit(MOST)
                    .collect(Collectors.joining(", ")));
            log.accept("%s: ignored unknown %s".formatted(call.path(), String.join(", ", names)));
        }
    }
}
