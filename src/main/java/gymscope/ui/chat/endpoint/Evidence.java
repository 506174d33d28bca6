package gymscope.ui.chat.endpoint;

import gymscope.ui.chat.endpoint.Offer.State;
import gymscope.wire.ApiError;
import gymscope.wire.Caller;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an exchange proves of its endpoint's offers. Nothing where it could be otherwise. */
public final class Evidence {

    private static final Set<String> MEMBERS = Stream.of(Capability.values()).map(Capability::member)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<Integer> REFUSALS = Set.of(400, 422, 501);
    /** Words by which servers say that they do not take something at all; a wrong value of it is another matter. */
    private static final List<String> REFUSING = List.of("not support", "unsupported", "not built", "not implemented",
            "unrecognized", "unknown", "not permitted", "not allowed", "extra inputs", "not available", "requires --",
            "leave it out");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());
    private static final int QUOTED = 80;

    private Evidence() {
    }

    /** What an exchange of Chat Completions proves; empty for any other. */
    public static Map<Capability, Offer> in(Exchange exchange) {
        JsonNode request = mayTell(exchange) ? exchange.request() : null;
        Set<Capability> asked = request == null ? Set.of() : Capability.askedBy(request);
        if (request == null || asked.isEmpty()) {
            return Map.of();
        }
        if (exchange.succeeded()) {
            return ofAnswer(exchange, request, asked);
        }
        return REFUSALS.contains(exchange.status()) ? ofRefusal(exchange, asked) : Map.of();
    }

    private static Map<Capability, Offer> ofAnswer(Exchange exchange, JsonNode request, Set<Capability> asked) {
        Map<Capability, Offer> proved = new EnumMap<>(Capability.class);
        JsonNode answer = exchange.answer();
        JsonNode choice = answer == null ? null : answer.path("choices").path(0);
        String finish = choice == null ? "length" : Objects.requireNonNullElse(Json.text(choice, "finish_reason"), "length");
        if (answer == null || choice == null || finish.equals("length") || finish.equals("content_filter")) {
            return proved;
        }
        List<String> remarks = FormHonesty.remarksOn(request, answer);
        boolean calls = !Json.elements(choice.path("message"), "tool_calls").isEmpty();
        boolean said = !Objects.requireNonNullElse(Json.text(choice.path("message"), "content"), "").isBlank();
        for (Capability each : asked) {
            boolean ignored = remarks.contains(each.member() + ": ignored");
            boolean broken = remarks.contains(each.member() + ": not kept");
            boolean forTools = each.member().equals("tool_choice");
            boolean shows = forTools ? calls : said && !calls && each != Capability.GRAMMAR;
            if (ignored) {
                proved.put(each,
                        new Offer(State.NOT_OFFERED, "the answer%s of %s ignored it".formatted(asker(exchange), time(exchange))));
            } else if (shows && !broken) {
                proved.put(each,
                        new Offer(State.OFFERED, "the answer%s of %s kept to it".formatted(asker(exchange), time(exchange))));
            }
        }
        return proved;
    }

    private static Map<Capability, Offer> ofRefusal(Exchange exchange, Set<Capability> asked) {
        ApiError error = ApiError.of(Json.parseOrNull(exchange.responseBody()));
        String message = error == null ? exchange.responseBody() : error.message();
        String words = message.toLowerCase(Locale.ROOT);
        String param = error == null || error.param() == null ? "" : error.param();
        boolean refuses = exchange.status() == 501 || REFUSING.stream().anyMatch(words::contains);
        Map<Capability, Offer> proved = new EnumMap<>(Capability.class);
        for (Capability each : asked) {
            boolean named = param.startsWith(each.member()) || words.contains(each.member())
                    || words.contains(each.member().replace('_', ' '));
            if (refuses && named) {
                String quoted = message.length() <= QUOTED ? message : message.substring(0, QUOTED - 1) + "…";
                proved.put(each, new Offer(State.NOT_OFFERED,
                        "refused%s on %s: “%s”".formatted(asker(exchange), time(exchange), quoted.replace('\n', ' '))));
            }
        }
        return proved;
    }

    /** Whether it is a chat that may ask for any of it; most do not, and reading their requests would take its time. */
    private static boolean mayTell(Exchange exchange) {
        boolean chat = exchange.method().equals("POST") && exchange.url().endsWith("/chat/completions");
        return chat && MEMBERS.stream().anyMatch(exchange.requestBody()::contains);
    }

    private static String time(Exchange exchange) {
        return TIME.format(exchange.startedAt());
    }

    /** Who asked, when it was another part of Gymscope than Chat. */
    private static String asker(Exchange exchange) {
        String caller = Caller.of(exchange.requestHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(Caller.HEADER)).map(Map.Entry::getValue).findFirst()
                .orElse(""))
                .name();
        return caller.isEmpty() || caller.equals("Chat") ? "" : " to " + caller;
    }
}
