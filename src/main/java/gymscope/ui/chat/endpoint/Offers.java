package gymscope.ui.chat.endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an endpoint offers, or several do. Immutable.
 *
 * @param names whose offers they are
 * @param known what is known; what is missing is not known
 */
public record Offers(List<String> names, Map<Capability, Offer> known) {

    /** Of no endpoint. */
    public static final Offers NONE = new Offers(List.of(), Map.of());

    public Offers {
        names = List.copyOf(names);
        known = Map.copyOf(known);
    }

    /** Whether something is offered. */
    public Offer of(Capability capability) {
        return known.getOrDefault(capability, Offer.UNKNOWN);
    }

    /** Whether something is known not to be offered. */
    public boolean refuses(Capability capability) {
        return of(capability).isRefused();
    }

    /**
     * What several endpoints offer: refused is only what each of them refuses, since it is asked for where it may be
     * offered.
     */
    public static Offers together(List<Offers> all) {
        if (all.size() == 1) {
            return all.getFirst();
        }
        Map<Capability, Offer> together = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            List<Offers> refusing = all.stream().filter(one -> one.refuses(capability)).toList();
            boolean offered = all.stream().allMatch(one -> one.of(capability).state() == Offer.State.OFFERED);
            if (!all.isEmpty() && refusing.size() == all.size()) {
                together.put(capability, new Offer(Offer.State.NOT_OFFERED, all.getFirst().of(capability).source()));
            } else if (!refusing.isEmpty()) {
                together.put(capability, new Offer(Offer.State.NOT_KNOWN, "not sent to %s, which %s not offer it"
                        .formatted(String.join(", ", namesOf(refusing)), refusing.size() == 1 ? "does" : "do")));
            } else if (!all.isEmpty() && offered) {
                together.put(capability, new Offer(Offer.State.OFFERED, all.getFirst().of(capability).source()));
            }
        }
        return new Offers(namesOf(all), together);
    }

    /**
     * What is known of some capabilities, a sentence for each state and source: {@code Not offered by local: json_object,
     * json_schema. Known from …}.
     */
    public List<String> sentences(Collection<Capability> capabilities) {
        Map<Offer, List<Capability>> bySource = new LinkedHashMap<>();
        capabilities.forEach(each -> bySource.computeIfAbsent(of(each), any -> new ArrayList<>()).add(each));
        return names.isEmpty()
                ? List.of()
                : bySource.entrySet().stream().map(entry -> sentence(entry.getKey(), entry.getValue())).toList();
    }

    private String sentence(Offer offer, List<Capability> which) {
        String what = which.stream().map(Capability::words).collect(Collectors.joining(", "));
        String who = names.size() == 1 ? names.getFirst() : "these %d endpoints".formatted(names.size());
        return switch (offer.state()) {
            case OFFERED -> "Offered by %s: %s (%s).".formatted(who, what, offer.source());
            case NOT_OFFERED -> "Not offered by %s, so not sent: %s (%s).".formatted(who, what, offer.source());
            case NOT_KNOWN -> "Not known whether %s: %s. It is sent, and the answer tells%s.".formatted(
                    names.size() == 1 ? who + " offers it" : who + " offer it", what,
                    offer.source().isEmpty() ? "" : " (" + offer.source() + ")");
        };
    }

    private static List<String> namesOf(List<Offers> all) {
        return all.stream().flatMap(one -> one.names().stream()).distinct().toList();
    }
}
