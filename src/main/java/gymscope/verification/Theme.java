package gymscope.verification;

import java.util.Locale;

/** The group that a check is shown in, in the order of the report. */
public enum Theme {
    REACH_AND_SHAPE("Reach and shape"), STREAMING("Streaming"), LOG_PROBABILITIES("Log probabilities"), TOKEN_IDS(
            "Token ids"), TOOL_CALLS("Tool calls");

    private final String title;

    Theme(String title) {
        this.title = title;
    }

    /** As screens show it. */
    public String title() {
        return title;
    }

    /** As reports write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
