package gymscope.ui.chat.endpoint;

import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.config.ServerInstance;
import gymscope.ui.controls.Refresh;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.WindowState;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of endpoints before they are asked: from the kind of this application's servers, from how an endpoint
 * lists its models, and from what its answers proved, whoever asked (Chat, Verify). An answer outweighs the rest. What
 * answers proved is kept over a restart, until it is forgotten. Thread-safe.
 */
public final class EndpointKnowledge implements ExchangeSink {

    private static final String KEY = "chat.offers";
    private static final int MOST = 60;
    private static final String MODELS = "/models";
    private static final String CHAT = "/chat/completions";

    private final WindowState state;
    private final Function<Endpoint, @Nullable ServerInstance> hosted;
    private final Map<String, Map<Capability, Offer>> proved = new LinkedHashMap<>();
    private final Map<String, ServerProfile> listed = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Refresh refresh = new Refresh(() -> listeners.forEach(Runnable::run));

    /**
     * @param state keeps what answers proved
     * @param hosted the server of this application behind an endpoint, null for none; called on the UI thread
     */
    public EndpointKnowledge(WindowState state, Function<Endpoint, @Nullable ServerInstance> hosted) {
        this.state = state;
        this.hosted = hosted;
        JsonNode kept = state.get(KEY);
        if (kept != null) {
            kept.properties().forEach(entry -> proved.put(entry.getKey(), offers(entry.getValue())));
        }
    }

    /** The server of this application behind an endpoint, null for none. UI thread. */
    public @Nullable ServerInstance hosted(Endpoint endpoint) {
        return hosted.apply(endpoint);
    }

    /** What an endpoint's model offers as far as it is known. UI thread. */
    public Offers of(Endpoint endpoint) {
        Map<Capability, Offer> known = new EnumMap<>(Capability.class);
        ServerProfile service = ServerProfile.ofHost(endpoint.baseUrl().getHost());
        if (service != null) {
            known.putAll(service.offers("its address"));
        }
        ServerInstance server = hosted.apply(endpoint);
        ServerProfile kind = server == null ? null : ServerProfile.of(server);
        synchronized (this) {
            ServerProfile told = listed.get(endpoint.baseUrl().toString());
            if (told != null) {
                known.putAll(told.offers(MODELS));
            }
            if (kind != null) {
                known.putAll(kind.offers("its kind"));
            }
            known.putAll(proved.getOrDefault(key(endpoint), Map.of()));
        }
        return new Offers(List.of(endpoint.name()), known);
    }

    /** Whether answers of an endpoint's model proved anything. */
    public synchronized boolean hasProofs(Endpoint endpoint) {
        return proved.containsKey(key(endpoint));
    }

    /** Forgets what the answers of an endpoint's model proved, so that everything is asked anew. */
    public void forget(Endpoint endpoint) {
        synchronized (this) {
            proved.remove(key(endpoint));
            keep();
        }
        refresh.request();
    }

    /** Runs on the UI thread after something more is known. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Learns from an exchange. Any thread. */
    @Override
    public void accept(Exchange exchange) {
        boolean isList = exchange.method().equals("GET") && exchange.url().endsWith(MODELS);
        boolean learned = isList ? learnList(exchange) : learnProofs(exchange);
        if (learned) {
            refresh.request();
        }
    }

    private boolean learnList(Exchange exchange) {
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        ServerProfile profile = answer == null
                ? null
                : Json.elements(answer, "data").stream().limit(1).map(ServerProfile::ofCard).filter(known -> known != null)
                        .findFirst().orElse(null);
        if (profile == null) {
            return false;
        }
        synchronized (this) {
            return listed.put(base(exchange, MODELS), profile) != profile;
        }
    }

    private boolean learnProofs(Exchange exchange) {
        Map<Capability, Offer> found = Evidence.in(exchange);
        JsonNode request = found.isEmpty() ? null : exchange.request();
        if (request == null) {
            return false;
        }
        synchronized (this) {
            String key = key(exchange.endpoint(), base(exchange, CHAT), Json.text(request, "model"));
            Map<Capability, Offer> all = new EnumMap<>(Capability.class);
            all.putAll(proved.getOrDefault(key, Map.of()));
            all.putAll(found);
            proved.remove(key);
            proved.put(key, all);
            while (proved.size() > MOST) {
                proved.remove(proved.keySet().iterator().next());
            }
            keep();
        }
        return true;
    }

    private void keep() {
        ObjectNode kept = Json.object();
        proved.forEach((key, offers) -> {
            ObjectNode each = kept.putObject(key);
            offers.forEach((capability, offer) -> each.putObject(capability.name()).put("state", offer.state().name())
                    .put("source", offer.source()));
        });
        state.put(KEY, kept);
    }

    private static Map<Capability, Offer> offers(JsonNode kept) {
        Map<Capability, Offer> offers = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            JsonNode each = kept.path(capability.name());
            String source = Json.text(each, "source");
            for (Offer.State known : Offer.State.values()) {
                if (source != null && known.name().equals(Json.text(each, "state"))) {
                    offers.put(capability, new Offer(known, source));
                }
            }
        }
        return offers;
    }

    private static String base(Exchange exchange, String path) {
        return exchange.url().substring(0, exchange.url().length() - path.length());
    }

    private static String key(Endpoint endpoint) {
        return key(endpoint.name(), endpoint.baseUrl().toString(), endpoint.model());
    }

    /** With the name, since ports of this application's servers come again for others. */
    private static String key(String name, String base, @Nullable String model) {
        return "%s %s %s".formatted(name, base, model);
    }
}
