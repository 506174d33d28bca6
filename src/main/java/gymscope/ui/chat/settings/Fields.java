package gymscope.ui.chat.settings;

import gymscope.ui.controls.Words;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Small controls with their names, for the drawers over the composer. */
final class Fields {

    private Fields() {
    }

    /** A control under its name. */
    static VBox named(String name, Node control) {
        Label label = Words.label(name, "small", "muted");
        label.setLabelFor(control);
        VBox box = new VBox(label, control);
        box.getStyleClass().add("named-field");
        return box;
    }

    /** A place to type. */
    static TextField field(StringProperty text, String name, String whenEmpty) {
        TextField field = new TextField();
        field.getStyleClass().addAll("small-control", "code", "sampling-field");
        field.setPromptText(whenEmpty);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(text);
        return field;
    }

    /** A choice among words, or none of them. */
    static ComboBox<String> choice(List<String> words, StringProperty text, String none, String name) {
        ComboBox<String> box = new ComboBox<>();
        box.getStyleClass().addAll("small-control", "code", "sampling-field");
        box.setAccessibleText(name);
        box.getItems().add(none);
        box.getItems().addAll(words);
        text.subscribe(now -> box.setValue(now.isEmpty() ? none : now));
        box.valueProperty().subscribe(value -> {
            if (value != null) {
                text.set(value.equals(none) ? "" : value);
            }
        });
        return box;
    }

    static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
