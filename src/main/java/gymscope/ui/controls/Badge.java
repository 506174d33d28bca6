package gymscope.ui.controls;

import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** A short word on a tint, for what deviates or names a channel. */
public final class Badge extends Label {

    public Badge(String text, Tone tone) {
        this(text, tone, null);
    }

    /**
     * @param icon an icon's code, or null
     */
    public Badge(String text, Tone tone, @Nullable String icon) {
        super(text);
        getStyleClass().add("badge");
        setMinWidth(USE_PREF_SIZE);
        tone.applyTo(this);
        if (icon != null) {
            setGraphic(Icon.tiny(icon));
        }
    }

    /** What an endpoint altered or ignored. */
    public static Badge warning(String text) {
        return new Badge(text, Tone.WARN, "mdi2a-alert-outline");
    }

    /** An HTTP status: good news up to 299, bad news from 400 on. */
    public static Badge status(int status) {
        return new Badge(status == 0 ? "no answer" : Integer.toString(status),
                status >= 200 && status < 300 ? Tone.PASS : status >= 300 && status < 400 ? Tone.WARN : Tone.FAIL);
    }
}
