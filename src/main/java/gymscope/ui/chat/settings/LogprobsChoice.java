package gymscope.ui.chat.settings;

/** Whether log probabilities are asked for. */
public enum LogprobsChoice {
    /** Asked for until the endpoint refuses. */
    AUTOMATIC("Until refused"),
    /** Always asked for: a refusal is a failure. */
    ON("On"),
    /** Never asked for. */
    OFF("Off");

    private final String words;

    LogprobsChoice(String words) {
        this.words = words;
    }

    /** The choice's words. */
    public String words() {
        return words;
    }
}
