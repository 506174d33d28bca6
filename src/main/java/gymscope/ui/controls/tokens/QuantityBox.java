package gymscope.ui.controls.tokens;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The choice of what colours tell. */
final class QuantityBox {

    /** What one trace alone can be coloured by. */
    static final List<Quantity> OF_ONE = List.of(Quantity.SURPRISAL, Quantity.PROBABILITY, Quantity.LOG_PROBABILITY,
            Quantity.ENTROPY, Quantity.RANK, Quantity.CHANNEL, Quantity.ARRIVAL);

    private QuantityBox() {
    }

    /** A small box that shows and changes a quantity. */
    static ComboBox<Quantity> of(ObjectProperty<Quantity> chosen) {
        ComboBox<Quantity> box = new ComboBox<>();
        box.getItems().setAll(OF_ONE);
        box.setVisibleRowCount(OF_ONE.size());
        box.setConverter(new Names());
        box.setValue(chosen.get());
        box.setAccessibleText("Colour tokens by");
        box.getStyleClass().addAll("small-control", "quantity-box");
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    private static final class Names extends StringConverter<Quantity> {
        @Override
        public String toString(@Nullable Quantity quantity) {
            return quantity == null ? "" : quantity.words();
        }

        @Override
        public Quantity fromString(String words) {
            return OF_ONE.stream().filter(quantity -> quantity.words().equals(words)).findFirst().orElse(Quantity.SURPRISAL);
        }
    }
}
