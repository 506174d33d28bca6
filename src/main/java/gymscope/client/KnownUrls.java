package gymscope.client;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/** Addresses that were read before: the same few are asked again and again. Thread-safe. */
final class KnownUrls {

    private static final int MOST = 256;

    private record Place(URI baseUrl, String path) {}

    private final Map<Place, HttpUrl> urls = new ConcurrentHashMap<>();

    HttpUrl of(Endpoint endpoint, String path) {
        Place place = new Place(endpoint.baseUrl(), path);
        HttpUrl known = urls.get(place);
        if (known != null) {
            return known;
        }
        HttpUrl read = HttpUrl.get(endpoint.url(path).toString());
        if (urls.size() >= MOST) {
            urls.clear();
        }
        urls.put(place, read);
        return read;
    }
}
