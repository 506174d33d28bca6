package gymscope.ui.controls;

import javafx.scene.AccessibleRole;
import org.kordamp.ikonli.javafx.FontIcon;

/** An icon of the Material Design set by its code, such as {@code mdi2s-server-outline}. Decoration for screen readers. */
public final class Icon extends FontIcon {

    private Icon(String code, String sizeClass) {
        super(code);
        getStyleClass().add(sizeClass);
        setAccessibleRole(AccessibleRole.NODE);
        setMouseTransparent(true);
    }

    /** 16 px: actions and verdicts. */
    public static Icon of(String code) {
        return new Icon(code, "icon-normal");
    }

    /** 12 px: in badges. */
    public static Icon tiny(String code) {
        return new Icon(code, "icon-tiny");
    }

    /** 14 px: in small controls. */
    public static Icon small(String code) {
        return new Icon(code, "icon-small");
    }

    /** 20 px: rail and empty states. */
    public static Icon large(String code) {
        return new Icon(code, "icon-large");
    }

    /** Gives the icon a tone's colour. */
    public Icon tone(Tone tone) {
        tone.applyTo(this);
        if (!getStyleClass().contains("toned")) {
            getStyleClass().add("toned");
        }
        return this;
    }
}
