package gymscope.workspace;

import java.util.Locale;

/** How the window looks. */
public enum Theme {
    SYSTEM, LIGHT, DARK, HIGH_CONTRAST;

    /** The name in the settings file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme of that name; {@link #SYSTEM} for a name that is none. */
    static Theme of(String key) {
        for (Theme theme : values()) {
            if (theme.key().equals(key)) {
                return theme;
            }
        }
        return SYSTEM;
    }
}
