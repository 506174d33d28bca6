package gymscope.ui.controls;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import org.kordamp.ikonli.javafx.FontIcon;

/** A verdict as a shape and a colour, 16 px. */
public final class VerdictIcon extends FontIcon {

    /** What the icon shows. */
    public enum Kind {
        PASS("mdi2c-check-circle", Tone.PASS, "Pass"), WARN("mdi2a-alert", Tone.WARN, "Warn"), FAIL("mdi2c-close-circle",
                Tone.FAIL, "Fail"), NOT_APPLICABLE("mdi2m-minus-circle-outline", Tone.NEUTRAL, "Not applicable"), UNDECIDED(
                        "mdi2h-help-circle-outline", Tone.INFO, "Undecided"), RUNNING("mdi2p-progress-clock", Tone.INFO,
                                "Running"), WAITING("mdi2c-circle-medium", Tone.NEUTRAL, "Waiting");

        private final String code;
        private final Tone tone;
        private final String word;

        Kind(String code, Tone tone, String word) {
            this.code = code;
            this.tone = tone;
            this.word = word;
        }

        /** The verdict's word. */
        public String word() {
            return word;
        }

        /** The verdict's tone. */
        public Tone tone() {
            return tone;
        }
    }

    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind");

    public VerdictIcon(Kind initial) {
        super(initial.code);
        getStyleClass().add("verdict-icon");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        kind.addListener((property, before, now) -> show(now));
        kind.set(initial);
    }

    /** What the icon shows. */
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    private void show(Kind now) {
        setIconLiteral(now.code);
        now.tone.applyTo(this);
        setAccessibleText(now.word);
    }
}
