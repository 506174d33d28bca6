package gymscope.ui.chat.settings;

import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.CurrentOffers;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.scene.layout.VBox;

/** Under a form: what of it the endpoint offers, where that is known from, and the way to have it asked anew. */
final class OfferNotes extends VBox {

    private final CurrentOffers offers;
    private final List<Capability> capabilities;

    OfferNotes(CurrentOffers offers, List<Capability> capabilities) {
        this.offers = offers;
        this.capabilities = List.copyOf(capabilities);
        getStyleClass().add("offer-notes");
        offers.offersProperty().subscribe(now -> show());
    }

    private void show() {
        getChildren().clear();
        offers.now().sentences(capabilities).forEach(sentence -> getChildren().add(Words.paragraph(sentence, "small", "muted")));
        if (offers.isLearned()) {
            getChildren().add(new LinkButton("Forget what answers showed", offers::forget));
        }
        Fields.show(this, !getChildren().isEmpty());
    }
}
