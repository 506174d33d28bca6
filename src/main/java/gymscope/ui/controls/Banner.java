package gymscope.ui.controls;

import gymscope.wire.Fault;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, where, and what to do, in the pane that it concerns: it pushes content down, never lies over it. There
 * are no banners for good news.
 */
public final class Banner extends HBox {

    private Banner(Tone tone, String icon, String what, String where, String hint, @Nullable Button button) {
        getStyleClass().add("banner");
        tone.applyTo(this);
        TextFlow sentence = new TextFlow(text(what, "banner-what"), text(what.isEmpty() ? where : " " + where, "banner-where"));
        VBox words = new VBox(sentence);
        if (!hint.isEmpty()) {
            words.getChildren().add(new TextFlow(text(hint, "muted")));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icon.of(icon), words);
        if (button != null) {
            getChildren().add(button);
        }
        setAccessibleText("%s %s %s".formatted(what, where, hint));
    }

    /**
     * Something that is wrong.
     *
     * @param what what is wrong, in bold
     * @param where where, and why
     * @param hint what to do
     * @param button the one thing to do, or null
     */
    public static Banner danger(String what, String where, String hint, @Nullable Button button) {
        return new Banner(Tone.FAIL, "mdi2c-close-circle", what, where, hint, button);
    }

    /** A fault's own words. */
    public static Banner fault(Throwable problem, @Nullable Button button) {
        String hint = problem instanceof Fault fault ? fault.hint() : "";
        return danger(Fault.sentenceOf(problem), "", hint, button);
    }

    /** Something that deserves a look before going on. */
    public static Banner warning(String what, String where, @Nullable Button button) {
        return new Banner(Tone.WARN, "mdi2a-alert", what, where, "", button);
    }

    /** Something that is good to know. */
    public static Banner information(String sentence, @Nullable Button button) {
        return new Banner(Tone.INFO, "mdi2i-information-outline", "", sentence, "", button);
    }

    private static Text text(String words, String styleClass) {
        Text text = new Text(words);
        text.getStyleClass().add(styleClass);
        return text;
    }
}
