package gymscope.servers.http;

import gymscope.wire.ApiError;
import gymscope.wire.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route: the Host header must name this machine (against DNS rebinding), an Origin header too
 * (against web pages that call local servers), and the bearer token must be shown unless the server is open.
 *
 * @param token what callers must show, null for an open server
 */
public record Guard(@Nullable Secret token) {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String BEARER = "bearer ";

    /** Whether a host name is this machine's own: {@code localhost}, {@code 127.0.0.1} or {@code ::1}. */
    public static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Lets a call pass.
     *
     * @throws HttpError 403 for a foreign host or origin, 401 for a missing or wrong token
     */
    void check(HttpCall call) {
        String host = call.header("Host");
        if (host == null || !(isLoopback(withoutPort(host)) || isLoopback(hostOf("http://" + host)))) {
            throw forbidden("The Host header must name this machine (127.0.0.1 or localhost).", "foreign_host");
        }
        String origin = call.header("Origin");
        if (origin != null && !isLoopback(hostOf(origin))) {
            throw forbidden("Web pages from elsewhere may not call this server (Origin header).", "foreign_origin");
        }
        if (token != null && !token.matches(shownToken(call.header("Authorization")))) {
            throw new HttpError(401, new ApiError("The bearer token is missing or wrong: send Authorization: Bearer with this"
                    + " server's token.", "authentication_error", null, "invalid_api_key"));
        }
    }

    private static String shownToken(@Nullable String authorization) {
        boolean bearer = authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
        return authorization != null && bearer ? authorization.substring(BEARER.length()).strip() : "";
    }

    /** The usual forms without more ado; others are read as an address. */
    private static String withoutPort(String host) {
        int colon = host.indexOf(':');
        return colon > 0 && Digits.only(host, colon + 1) ? host.substring(0, colon) : host;
    }

    private static String hostOf(String address) {
        try {
            String host = new URI(address).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException notAnAddress) {
            return "";
        }
    }

    private static HttpError forbidden(String message, String code) {
        return new HttpError(403, new ApiError(message, "permission_error", null, code));
    }
}
