package gymscope.ui.controls;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** One line about something that ended elsewhere, with one link. The shell shows it for four seconds. */
public final class Toast extends HBox {

    public Toast(Tone tone, String text, @Nullable LinkButton link) {
        getStyleClass().add("toast");
        String icon = tone == Tone.FAIL ? "mdi2c-close-circle" : tone == Tone.WARN ? "mdi2a-alert" : "mdi2c-check";
        Label words = new Label(text);
        getChildren().addAll(Icon.of(icon).tone(tone), words, Words.space());
        if (link != null) {
            getChildren().add(link);
        }
    }
}
