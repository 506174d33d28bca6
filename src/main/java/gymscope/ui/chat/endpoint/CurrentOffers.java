package gymscope.ui.chat.endpoint;

import gymscope.client.Endpoint;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the endpoints offer that the next message goes to. UI thread only. */
public final class CurrentOffers {

    private final EndpointKnowledge knowledge;
    private Supplier<List<Endpoint>> targets;
    private final ReadOnlyObjectWrapper<Offers> offers = new ReadOnlyObjectWrapper<>(this, "offers", Offers.NONE);

    /** @param targets the endpoints that the next message goes to */
    public CurrentOffers(EndpointKnowledge knowledge, Supplier<List<Endpoint>> targets) {
        this.knowledge = knowledge;
        this.targets = targets;
        knowledge.onChange(this::update);
        update();
    }

    /** The offers of all of them together. */
    public ReadOnlyObjectProperty<Offers> offersProperty() {
        return offers.getReadOnlyProperty();
    }

    /** The offers as they are now. */
    public Offers now() {
        return offers.get();
    }

    /** Follows other endpoints from now on. */
    public void follow(Supplier<List<Endpoint>> newTargets) {
        targets = newTargets;
        update();
    }

    /** Looks again, since other endpoints are asked. */
    public void update() {
        offers.set(Offers.together(targets.get().stream().map(knowledge::of).toList()));
    }

    /** Whether anything of it was learned from answers, which {@link #forget} forgets. */
    public boolean isLearned() {
        return targets.get().stream().anyMatch(knowledge::hasProofs);
    }

    /** Forgets what answers of these endpoints proved. */
    public void forget() {
        targets.get().forEach(knowledge::forget);
        update();
    }
}
