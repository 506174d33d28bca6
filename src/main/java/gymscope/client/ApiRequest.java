package gymscope.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to an endpoint.
 *
 * @param endpoint whom to ask; its key is sent as a bearer token
 * @param method the HTTP method
 * @param path see {@link Endpoint#url}
 * @param body sent as JSON, null for none
 * @param headers further headers
 * @param timeouts how long to wait
 * @param retry how often to repeat it
 */
public record ApiRequest(Endpoint endpoint, String method, String path, @Nullable JsonNode body, Map<String, String> headers,
        Timeouts timeouts, Retry retry) {

    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    public static ApiRequest get(Endpoint endpoint, String path) {
        return new ApiRequest(endpoint, "GET", path, null, Map.of(), Timeouts.STANDARD, Retry.NEVER);
    }

    public static ApiRequest post(Endpoint endpoint, String path, JsonNode body) {
        return new ApiRequest(endpoint, "POST", path, body, Map.of(), Timeouts.STANDARD, Retry.NEVER);
    }

    /** The same with one header more, which replaces one of the same name that the client sets itself. */
    public ApiRequest withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(endpoint, method, path, body, more, timeouts, retry);
    }

    /** The same, over after this time at the latest. */
    public ApiRequest within(Duration limit) {
        return withTimeouts(timeouts.within(limit));
    }

    public ApiRequest withTimeouts(Timeouts newTimeouts) {
        return new ApiRequest(endpoint, method, path, body, headers, newTimeouts, retry);
    }

    public ApiRequest withRetry(Retry newRetry) {
        return new ApiRequest(endpoint, method, path, body, headers, timeouts, newRetry);
    }
}
