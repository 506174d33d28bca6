package gymscope.client;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps calls to this machine away from any proxy; others go the way that the JVM is set to. */
final class Loopback extends ProxySelector {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private final @Nullable ProxySelector system = ProxySelector.getDefault();

    static boolean is(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost") || LOOPBACK.matcher(host).matches() || host.equals("[::1]")
                        || host.equals("::1"));
    }

    @Override
    public List<Proxy> select(URI uri) {
        return system == null || is(uri.getHost()) ? List.of(Proxy.NO_PROXY) : system.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {
        if (system != null) {
            system.connectFailed(uri, address, problem);
        }
    }
}
