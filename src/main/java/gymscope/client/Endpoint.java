package gymscope.client;

import gymscope.wire.Fault;
import gymscope.wire.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is served.
 *
 * @param name what people call it
 * @param baseUrl the base of OpenAI's paths, usually ending in {@code /v1}, without a trailing slash
 * @param key sent as a bearer token, null for an open endpoint
 * @param model the model to ask for, null when not chosen yet
 */
public record Endpoint(String name, URI baseUrl, @Nullable Secret key, @Nullable String model) {

    private static final Pattern VERSION = Pattern.compile("/v[0-9]+[a-z]*$");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://.*");
    private static final String HINT = "Give an address such as http://127.0.0.1:8000/v1.";

    /**
     * An endpoint from an address as people write it: a missing scheme becomes {@code http://}, a missing path becomes
     * {@code /v1}, a trailing slash goes.
     *
     * @throws Fault when it is no address of an HTTP server
     */
    public static Endpoint of(String address) {
        String text = address.strip();
        URI uri = parsed(SCHEME.matcher(text).matches() ? text : "http://" + text);
        String path = uri.getRawPath() == null ? "" : withoutSlashes(uri.getRawPath());
        String base = uri.getScheme() + "://" + uri.getRawAuthority() + (path.isEmpty() ? "/v1" : path);
        return new Endpoint(uri.getRawAuthority(), URI.create(base), null, null);
    }

    public Endpoint withName(String newName) {
        return new Endpoint(newName, baseUrl, key, model);
    }

    public Endpoint withKey(@Nullable Secret newKey) {
        return new Endpoint(name, baseUrl, newKey, model);
    }

    public Endpoint withModel(@Nullable String newModel) {
        return new Endpoint(name, baseUrl, key, newModel);
    }

    /**
     * The URL of a path. One that begins with a single slash stands under the base ({@code /chat/completions}); one that
     * begins with two stands beside the version ({@code //tokenize} of {@code http://h/v1} is {@code http://h/tokenize}).
     */
    public URI url(String path) {
        String base = withoutSlashes(baseUrl.toString());
        return path.startsWith("//")
                ? URI.create(VERSION.matcher(base).replaceFirst("") + path.substring(1))
                : URI.create(base + path);
    }

    /** Whether the endpoint is on this machine and can't be reached from another. */
    public boolean isLoopback() {
        return Loopback.is(baseUrl.getHost());
    }

    private static String withoutSlashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    private static URI parsed(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http) {
                throw new Fault("%s is not the address of an HTTP server.".formatted(text), HINT);
            }
            if (uri.getHost() == null) {
                throw new Fault("%s names no host.".formatted(text), HINT);
            }
            if (uri.getRawUserInfo() != null) {
                throw new Fault("The address holds a user name or password.",
                        "Give the key by the name of an environment variable.");
            }
            return uri;
        } catch (URISyntaxException problem) {
            throw new Fault("%s is not an address: %s.".formatted(text, problem.getReason()), HINT, problem);
        }
    }
}
