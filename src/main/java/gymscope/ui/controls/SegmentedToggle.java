package gymscope.ui.controls;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A choice between a few values that stand side by side. Exactly one is chosen; arrow keys move along. */
public final class SegmentedToggle<T> extends HBox {

    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first-segment");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last-segment");

    private final ObjectProperty<T> value;
    private final ToggleGroup group = new ToggleGroup();
    private final List<T> choices;
    private final Function<? super T, String> name;

    /**
     * @param choices at least one
     * @param name a choice's words
     * @param chosen the one chosen at first
     */
    public SegmentedToggle(List<T> choices, Function<? super T, String> name, T chosen) {
        this.choices = List.copyOf(choices);
        this.name = name;
        this.value = new SimpleObjectProperty<>(this, "value", chosen);
        getStyleClass().add("segments");
        setMinWidth(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
        for (T choice : this.choices) {
            ToggleButton button = new ToggleButton(name.apply(choice));
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.setMnemonicParsing(false);
            button.setUserData(choice);
            button.setOnAction(event -> choose(choice));
            getChildren().add(button);
        }
        getChildren().getFirst().pseudoClassStateChanged(FIRST, true);
        getChildren().getLast().pseudoClassStateChanged(LAST, true);
        value.addListener((property, before, now) -> show(now));
        show(chosen);
    }

    /** The chosen value. */
    public ObjectProperty<T> valueProperty() {
        return value;
    }

    /** The chosen value. */
    public T getValue() {
        return value.get();
    }

    /** Writes the choices' words again, for words that carry counts. */
    public void refreshNames() {
        for (int i = 0; i < choices.size(); i++) {
            ((ToggleButton) getChildren().get(i)).setText(name.apply(choices.get(i)));
        }
    }

    /** Lets some values not be chosen now. */
    public void disable(Predicate<? super T> closed) {
        for (int i = 0; i < choices.size(); i++) {
            getChildren().get(i).setDisable(closed.test(choices.get(i)));
        }
    }

    private void choose(T choice) {
        value.set(choice);
        show(choice);
    }

    private void show(T choice) {
        group.getToggles().stream().filter(toggle -> choice.equals(toggle.getUserData())).findFirst()
                .ifPresent(group::selectToggle);
    }
}
