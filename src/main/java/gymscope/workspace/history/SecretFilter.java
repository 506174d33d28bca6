package gymscope.workspace.history;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Takes secrets out of an exchange: headers by name, and every known secret by value wherever it stands. */
final class SecretFilter {

    private static final String MASK = "••••";
    /** A shorter one ("EMPTY", "1") is no secret, and replacing it would spoil the text. */
    private static final int SHORTEST = 8;
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "proxy-authorization", "api-key", "x-api-key",
            "cookie", "set-cookie", "x-goog-api-key");

    private final List<String> spellings = new ArrayList<>();

    /** @param secrets what must not be kept */
    SecretFilter(Collection<Secret> secrets) {
        secrets.forEach(secret -> addSpellings(secret.reveal(), spellings));
    }

    /** The exchange without secrets; of its events only the times count from here on, their text is the body's. */
    Exchange clean(Exchange exchange) {
        List<String> shown = shownBy(exchange.requestHeaders());
        return clean(exchange, shown, text(exchange.responseBody(), shown));
    }

    /**
     * What was sent on for a call, without its caller's secrets, too.
     *
     * @param served the call as it was
     * @param clean the call without secrets
     */
    List<Exchange> clean(List<Exchange> upstream, Exchange served, Exchange clean) {
        List<String> shown = shownBy(served.requestHeaders());
        return upstream.stream().map(attempt -> clean(attempt, shown,
                attempt.responseBody().equals(served.responseBody())
                        ? clean.responseBody()
                        : text(attempt.responseBody(), shown)))
                .toList();
    }

    private Exchange clean(Exchange exchange, List<String> shown, String responseBody) {
        return new Exchange(exchange.id(), exchange.endpoint(), exchange.method(), text(exchange.url(), shown),
                sent(exchange.requestHeaders(), shown), text(exchange.requestBody(), shown), exchange.status(),
                received(exchange.responseHeaders(), shown), responseBody, exchange.events(), exchange.startedAt(),
                exchange.timing(), exchange.failure() == null ? null : text(exchange.failure(), shown));
    }

    List<String> clean(List<String> sentences) {
        return sentences.stream().map(sentence -> text(sentence, List.of())).toList();
    }

    /** A text without the known secrets. */
    String clean(String text) {
        return text(text, List.of());
    }

    /** What the caller showed to be let in: the server may not know it, so it is looked for as well. */
    private static List<String> shownBy(Map<String, String> headers) {
        List<String> shown = new ArrayList<>();
        headers.forEach((name, value) -> {
            if (isSecret(name) && !value.contains(MASK)) {
                addSpellings(value.replaceFirst("(?i)^(bearer|basic|token)\\s+", ""), shown);
            }
        });
        return shown;
    }

    private String text(String text, List<String> shown) {
        String clean = text;
        for (String spelling : spellings) {
            clean = clean.contains(spelling) ? clean.replace(spelling, MASK) : clean;
        }
        for (String spelling : shown) {
            clean = clean.contains(spelling) ? clean.replace(spelling, MASK) : clean;
        }
        return clean;
    }

    private Map<String, String> sent(Map<String, String> headers, List<String> shown) {
        Map<String, String> clean = new HashMap<>();
        headers.forEach((name, value) -> clean.put(name, value(name, value, shown)));
        return clean;
    }

    private Map<String, List<String>> received(Map<String, List<String>> headers, List<String> shown) {
        Map<String, List<String>> clean = new HashMap<>();
        headers.forEach((name, values) -> clean.put(name.toLowerCase(Locale.ROOT),
                values.stream().map(value -> value(name, value, shown)).toList()));
        return clean;
    }

    private String value(String name, String value, List<String> shown) {
        if (!isSecret(name)) {
            return text(value, shown);
        }
        return value.regionMatches(true, 0, "Bearer ", 0, 7) ? "Bearer " + MASK : MASK;
    }

    private static boolean isSecret(String header) {
        return SECRET_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    private static void addSpellings(String value, List<String> spellings) {
        if (value.length() < SHORTEST) {
            return;
        }
        String json = Json.write(StringNode.valueOf(value));
        String quoted = json.substring(1, json.length() - 1);
        for (String spelling : List.of(value, quoted, quoted.replace("/", "\\/"), ascii(quoted),
                URLEncoder.encode(value, StandardCharsets.UTF_8))) {
            if (!spellings.contains(spelling)) {
                spellings.add(spelling);
            }
        }
    }

    /** As Python writes JSON: what is not ASCII is escaped. */
    private static String ascii(String quoted) {
        StringBuilder escaped = new StringBuilder();
        quoted.chars().forEach(unit -> {
            if (unit < 0x80) {
                escaped.append((char) unit);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", unit));
            }
        });
        return escaped.toString();
    }
}
