package gymscope.client;

import gymscope.wire.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Hides secrets in what is kept of a call: header values by name, the endpoint's key by value wherever it stands. */
record Masks(@Nullable Secret key) {

    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "proxy-authorization", "api-key", "x-api-key",
            "cookie", "set-cookie");
    private static final String MASK = "••••";
    /** A shorter key ("EMPTY", "1") is no secret, and replacing it would spoil the text. */
    private static final int SHORTEST_KEY = 8;

    String text(String text) {
        return key == null || key.reveal().length() < SHORTEST_KEY ? text : key.maskIn(text);
    }

    /** Names keep their spelling; several values of one name are joined by commas. */
    Map<String, String> sent(Headers headers) {
        Map<String, String> masked = new HashMap<>();
        for (var header : headers) {
            masked.merge(header.getFirst(), value(header.getFirst(), header.getSecond()), (one, other) -> one + ", " + other);
        }
        return masked;
    }

    /** Names become lower case. */
    Map<String, List<String>> received(Headers headers) {
        Map<String, List<String>> masked = OkHttpCall.headers(headers);
        masked.replaceAll((name, values) -> values.stream().map(value -> value(name, value)).toList());
        return masked;
    }

    private String value(String name, String value) {
        if (!SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            return text(value);
        }
        return value.startsWith("Bearer ") ? "Bearer " + MASK : MASK;
    }
}
