package gymscope.servers.http;

import gymscope.wire.ApiError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the route of a call. Immutable. */
public final class Router {

    private static final Pattern ROLLOUT = Pattern.compile("^/ng-rollout/[^/]+(?:/training-token-capture)?(?=/)");

    private final List<Route> routes;

    /** @param routes in order of precedence */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** All routes. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The route for a method and path.
     *
     * @throws HttpError 404 when no route has the path, 405 when only other methods have it
     */
    Route find(String method, String path) {
        String inside = withoutRollout(path);
        Set<String> methods = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.matches(path) || (!route.takesRest() && route.matches(inside))) {
                if (route.method().equals(method)) {
                    return route;
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw HttpError.notFound("There is no %s here. This server has %s.".formatted(path, paths()), "unknown_path");
        }
        throw new HttpError(405, new ApiError("%s is not answered on %s; use %s.".formatted(method, path,
                String.join(", ", methods)), "invalid_request_error", null, "method_not_allowed"));
    }

    /** NeMo Gym's agents put {@code /ng-rollout/<id>} before a path, so that calls can be told apart by rollout. */
    public static String withoutRollout(String path) {
        return path.startsWith("/ng-rollout/") ? ROLLOUT.matcher(path).replaceFirst("") : path;
    }

    private String paths() {
        return routes.stream().map(Route::path).distinct().collect(Collectors.joining(", "));
    }
}
