package gymscope.ui.chat.conversation;

import gymscope.client.Endpoint;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which automatic members each endpoint refused, so that it is not asked for them again. Thread-safe. */
final class Refusals {

    private final Map<String, Set<AutomaticMember>> byEndpoint = new HashMap<>();

    /** What an endpoint's model refused so far. */
    synchronized Set<AutomaticMember> of(Endpoint endpoint) {
        return Set.copyOf(byEndpoint.getOrDefault(nameOf(endpoint), Set.of()));
    }

    synchronized void add(Endpoint endpoint, Set<AutomaticMember> members) {
        byEndpoint.computeIfAbsent(nameOf(endpoint), any -> EnumSet.noneOf(AutomaticMember.class)).addAll(members);
    }

    private static String nameOf(Endpoint endpoint) {
        return endpoint.baseUrl() + " " + endpoint.model();
    }
}
